terraform {
  required_version = ">= 1.5" # a comment with a { brace
}

locals {
  name       = "orders"
  definition = templatefile("${path.module}/definitions/order.asl.json.tftpl", { pay = aws_lambda_function.pay.arn, seconds = 5 })
  is_big     = var.size > 10 && length(var.names) != 0 ? "yes" : "no" // a condition
}

resource "aws_sfn_state_machine" "heredoc" {
  name     = "heredoc"
  role_arn = aws_iam_role.sfn.arn
  type     = "EXPRESS"

  definition = <<EOF_JSON
{
  "StartAt": "Pay",
  "States": {
    "Pay": {
      "Type": "Task",
      "Resource": "${aws_lambda_function.pay["a"].arn}",
      "TimeoutSeconds": ${var.timeouts["pay"]},
      "Parameters": {"key": "$.key", "kept": "$${kept}"},
      "Next": "Job"
    },
    "Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Next": "Gone"}
  }
}
EOF_JSON
}

resource "aws_sfn_state_machine" "indented" {
  definition = <<-EOT
    {
      "StartAt": "A",
      "States": {
        "A": {"Type": "Pass", "Parameters": {"b": "$.b"}, "End": true, "Colour": 1}
      }
    }
  EOT
  tags = { Name = local.name }
}

resource "aws_sfn_state_machine" "encoded" {
  type = "STANDARD"
  definition = jsonencode({
    Comment = "made of ${local.name}"
    StartAt = "Pay" # the first one
    States = {
      Pay = {
        Type           = "Task"
        Resource       = aws_lambda_function.pay.arn
        TimeoutSeconds = var.seconds * 60
        Parameters     = { "key" : "$.key", other = [1, -2.5, true, null, "x"], for_each = [for n in var.names : n] }
        Retry = concat([{
          ErrorEquals = ["States.ALL"]
        }], var.retry)
        Next = "Shop"
      },
      "Ship" = {
        Type = "Succeed"
      }
    }
  })
}

resource "aws_sfn_state_machine" "encoded_too" {
  definition = jsonencode({
    StartAt = "Pay"
    States = {
      Pay = {
        Type     = "Task"
        Resource = "arn:${data.aws_partition.this.partition}:states:::lambda:invoke"
        Parameters = {
          FunctionName = aws_lambda_function.pay.arn
          Payload      = "$.key"
          "note"       : "Tab\t $${kept}"
        }
        End = true
      }
    }
  })
}

resource "aws_sfn_state_machine" "file" {
  definition = local.definition
}

resource "aws_sfn_state_machine" "plain_file" {
  definition = file("${path.module}/definitions/plain.asl.json")
}

resource "aws_sfn_state_machine" "gone" {
  definition = templatefile("./Definitions/order.asl.json.tftpl", {})
}

resource "aws_sfn_state_machine" "quoted" {
  definition = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\", \"Nope\": 1}}}"
}

resource "aws_sfn_state_machine" "unknown" {
  definition = data.template_file.machine.rendered
}

module "step_function" {
  source     = "terraform-aws-modules/step-functions/aws"
  version    = "~> 4.0"
  type       = "express"
  definition = <<EOF
{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true}}}
EOF
}

"""The intrinsic functions, a module for each family. They see plain JSON values, never expressions."""

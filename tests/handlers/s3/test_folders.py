from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.s3.folders import ANY_BUCKET, Folders
from asltool.handlers.s3.objects import StorageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.txt").write_text("hello")
    (tmp_path / "data" / "a").mkdir()
    (tmp_path / "data" / "a" / "c.txt").write_text("")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "data"


def test_a_key_is_a_path_below_the_folder(folder: Path) -> None:
    with Folders({"b": folder}).open({"Bucket": "b", "Key": "b.txt"}) as stream:
        assert stream.read() == b"hello"


@pytest.mark.parametrize("key", ["../secret.txt", "a/../../secret.txt", "", "a", "nothing"])
def test_nothing_outside_the_folder_and_no_folder_is_an_object(folder: Path, key: str) -> None:
    with pytest.raises(StorageError, match="The specified key does not exist"):
        Folders({"b": folder}).open({"Bucket": "b", "Key": key})


def test_a_link_leads_out_of_no_folder(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent / "secret.txt")

    with pytest.raises(StorageError):
        Folders({"b": folder}).open({"Bucket": "b", "Key": "link"})


def test_files_are_listed_by_their_keys(folder: Path) -> None:
    os.utime(folder / "b.txt", (1000, 1000))

    listed = list(Folders({"b": folder}).listed({"Bucket": "b"}))

    assert [entry["Key"] for entry in listed] == ["a/c.txt", "b.txt"]
    assert listed[1] == {
        "Etag": '"' + hashlib.md5(b"hello", usedforsecurity=False).hexdigest() + '"',
        "LastModified": 1000,
        "Key": "b.txt",
        "Size": 5,
        "StorageClass": "STANDARD",
    }


def test_a_prefix_narrows_the_list(folder: Path) -> None:
    listed = Folders({"b": folder}).listed({"Bucket": "b", "Prefix": "a/"})

    assert [entry["Key"] for entry in listed] == ["a/c.txt"]


def test_one_folder_can_hold_all_buckets(folder: Path) -> None:
    folders = Folders({ANY_BUCKET: folder.parent})

    assert folders.serves("data")
    with folders.open({"Bucket": "data", "Key": "b.txt"}) as stream:
        assert stream.read() == b"hello"
    with pytest.raises(StorageError, match="The specified bucket does not exist"):
        folders.open({"Bucket": "other", "Key": "b.txt"})


@pytest.mark.parametrize("bucket", ["..", "../data", "/etc"])
def test_no_bucket_leads_out_of_the_folder_of_all(folder: Path, bucket: str) -> None:
    folders = Folders({ANY_BUCKET: folder})

    with pytest.raises(StorageError):
        folders.open({"Bucket": bucket, "Key": "secret.txt"})


def test_a_file_url_names_a_folder_that_is_allowed(folder: Path) -> None:
    folders = Folders({"b": folder.parent})

    with folders.open({"Bucket": folder.as_uri(), "Key": "b.txt"}) as stream:
        assert stream.read() == b"hello"


def test_a_file_url_elsewhere_is_refused(folder: Path) -> None:
    with pytest.raises(AsltoolError, match=r"--s3 BUCKET=FOLDER"):
        Folders({"b": folder / "a"}).serves(folder.as_uri())


def test_a_file_is_put_in_its_place_whole(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "made").write_text("new")

    Folders({"b": folder}).put("b", "x/y/z.txt", tmp_path / "made")

    assert (folder / "x" / "y" / "z.txt").read_text() == "new"
    assert not (tmp_path / "made").exists()


def test_what_the_disk_refuses_is_told_with_its_place(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "made").write_text("new")

    with pytest.raises(StorageError, match=r"b\.txt.*"):
        Folders({"b": folder}).put("b", "b.txt/below", tmp_path / "made")

"""Archives of files in the format ZIP: ZipFile.

Members are stored as they are or compressed by zlib; there is no bzip2 or LZMA here. Those that are encrypted in the
old way can be read.
"""

import io
import os
import shutil
import sys
import threading
import time
import warnings
from zipfile._info import (ENCRYPTED, HAS_DESCRIPTOR, IS_PATCHED, IS_UTF8, LOCAL, LOCAL_MAGIC,
                           STRONGLY_ENCRYPTED, ZIP64_LIMIT, ZIP_BZIP2, ZIP_DEFLATED, ZIP_FILECOUNT_LIMIT, ZIP_LZMA,
                           ZIP_MAX_COMMENT, ZIP_STORED, BadZipFile, LargeZipFile, ZipInfo, end_records, find_end,
                           read_directory)
from zipfile._path import Path
from zipfile._streams import SharedFile, ZipExtFile, ZipWriteFile

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile",
           "ZipInfo", "ZipFile", "LargeZipFile", "Path"]

error = BadZipfile = BadZipFile
_FILE_MODES = {"r": "rb", "w": "w+b", "x": "x+b", "a": "r+b"}


def is_zipfile(filename):
    """Whether a file, given by name or open, is an archive."""
    try:
        if hasattr(filename, "read"):
            place = filename.tell()
            found = find_end(filename)
            filename.seek(place)
            return bool(found)
        with open(filename, "rb") as file:
            return bool(find_end(file))
    except (OSError, BadZipFile):
        return False


def _check_method(method):
    missing = {ZIP_BZIP2: "bz2", ZIP_LZMA: "lzma"}.get(method)
    if missing:
        raise RuntimeError(f"Compression requires the (missing) {missing} module")
    if method not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError("That compression method is not supported")


class _Tellable:
    """A file that cannot tell where it is: what was written is counted."""

    def __init__(self, file):
        self.file = file
        self.place = 0

    def write(self, data):
        count = self.file.write(data)
        self.place += count
        return count

    def tell(self):
        return self.place

    def flush(self):
        self.file.flush()

    def close(self):
        self.file.close()


class ZipFile:
    """An archive, by name or in an open file: mode "r" to read it, "w" and "x" to make it, "a" to add to it."""

    fp = None
    _writing = False

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *,
                 strict_timestamps=True, metadata_encoding=None):
        if mode not in _FILE_MODES:
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_method(compression)
        self.compression, self.compresslevel = compression, compresslevel
        self.mode = mode
        self.debug = 0
        self.pwd = None
        self.NameToInfo = {}
        self.filelist = []
        self._comment = b""
        self._allowZip64 = allowZip64
        self._strict_timestamps = strict_timestamps
        self.metadata_encoding = metadata_encoding
        if metadata_encoding and mode != "r":
            raise ValueError("metadata_encoding is only supported for reading files")
        self._lock = threading.RLock()
        self._users = 1  # the archive itself, and the members that are being read
        self._seekable = True
        self._didModify = False
        self._filePassed = 0 if isinstance(file, (str, os.PathLike)) else 1
        if self._filePassed:
            self.fp, self.filename = file, getattr(file, "name", None)
        else:
            self.filename = os.fspath(file)
            self.fp = self._open_file(mode)
        try:
            self._begin(mode)
        except:
            file, self.fp = self.fp, None
            self._release(file)
            raise

    def _open_file(self, mode):
        try:
            return io.open(self.filename, _FILE_MODES[mode])
        except FileNotFoundError:
            if mode != "a":
                raise
            return io.open(self.filename, "w+b")

    def _begin(self, mode):
        if mode == "r":
            self._read_directory()
        elif mode == "a":
            try:
                self._read_directory()
                self.fp.seek(self.start_dir)
            except BadZipFile:
                self.fp.seek(0, 2)  # something else, to which an archive is added
                self._didModify = True
                self.start_dir = self.fp.tell()
        else:
            self._didModify = True
            try:
                self.start_dir = self.fp.tell()
            except (AttributeError, OSError):
                self.fp = _Tellable(self.fp)
                self.start_dir = 0
                self._seekable = False
                return
            try:
                self.fp.seek(self.start_dir)
            except (AttributeError, OSError):
                self._seekable = False

    def _read_directory(self):
        self.filelist, self._comment, self.start_dir = read_directory(self.fp, self.metadata_encoding)
        self.NameToInfo = {info.filename: info for info in self.filelist}

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __del__(self):
        self.close()

    def __repr__(self):
        if self.fp is None:
            shown = " [closed]"
        else:
            name = f" file={self.fp!r}" if self._filePassed else f" filename={self.filename!r}"
            shown = f"{name} mode={self.mode!r}"
        return f"<{type(self).__module__}.{type(self).__qualname__}{shown}>"

    # --- what is in it ---

    def namelist(self):
        """The names of the members."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """The members' ZipInfo objects."""
        return self.filelist

    def getinfo(self, name):
        """The ZipInfo of a member."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info

    def printdir(self, file=None):
        """Prints a table of the members."""
        print(f"{'File Name':<46s} {'Modified    ':>19s} {'Size':>12s}", file=file)
        for info in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print(f"{info.filename:<46s} {date} {info.file_size:12d}", file=file)

    def testzip(self):
        """Reads all; the name of the first member that is damaged, or None."""
        for info in self.filelist:
            try:
                with self.open(info.filename) as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename
        return None

    @property
    def comment(self):
        """The archive's comment, as bytes."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment)}")
        if len(comment) > ZIP_MAX_COMMENT:
            warnings.warn(f"Archive comment is too long; truncating to {ZIP_MAX_COMMENT} bytes", stacklevel=2)
        self._comment = comment[:ZIP_MAX_COMMENT]
        self._didModify = True

    def setpassword(self, pwd):
        """The password of encrypted members."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None

    # --- reading ---

    def read(self, name, pwd=None):
        """What a member contains."""
        with self.open(name, "r", pwd) as file:
            return file.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """A file that reads a member, or (mode "w") writes a new one."""
        if mode not in ("r", "w"):
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == "w":
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if isinstance(name, ZipInfo):
            info = name
        elif mode == "w":
            info = ZipInfo(name)
            info.compress_type, info.compress_level = self.compression, self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == "w":
            return self._open_to_write(info, force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before trying to read.")
        with self._lock:
            self._users += 1
        source = SharedFile(self, info.header_offset)
        try:
            self._check_header(source, info)
            return ZipExtFile(source, mode, info, self._password_for(info, pwd or self.pwd))
        except:
            source.close()
            raise

    def _check_header(self, source, info):
        data = source.read(LOCAL.size)
        if len(data) != LOCAL.size:
            raise BadZipFile("Truncated file header")
        magic, _, _, flags, *_, name_size, extra_size = LOCAL.unpack(data)
        if magic != LOCAL_MAGIC:
            raise BadZipFile("Bad magic number for file header")
        name = source.read(name_size)
        source.seek(source.tell() + extra_size)
        if info.flag_bits & IS_PATCHED:
            raise NotImplementedError("compressed patched data (flag bit 5)")
        if info.flag_bits & STRONGLY_ENCRYPTED:
            raise NotImplementedError("strong encryption (flag bit 6)")
        if name.decode("utf-8" if flags & IS_UTF8 else self.metadata_encoding or "cp437") != info.orig_filename:
            raise BadZipFile(f"File name in directory {info.orig_filename!r} and header {name!r} differ.")
        if info._end_offset is not None and source.tell() + info.compress_size > info._end_offset:
            raise BadZipFile(f"Overlapped entries: {info.orig_filename!r} (possible zip bomb)")
        _check_method(info.compress_type)

    def _password_for(self, info, pwd):
        if not info.flag_bits & ENCRYPTED:
            return None
        if not pwd:
            raise RuntimeError(f"File {info.filename!r} is encrypted, password required for extraction")
        if not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        return pwd

    def extract(self, member, path=None, pwd=None):
        """Writes a member to the disk below path; returns where it is."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Writes members, or all, to the disk below path."""
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        # A name cannot lead out of the directory.
        parts = [part for part in info.filename.split("/") if part not in ("", ".", "..")]
        target = os.path.normpath(os.path.join(targetpath, *parts))
        if not parts and not info.is_dir():
            raise ValueError("Empty filename.")
        above = os.path.dirname(target)
        if above and not os.path.exists(above):
            os.makedirs(above, exist_ok=True)
        if info.is_dir():
            os.makedirs(target, exist_ok=True)
        else:
            with self.open(info, pwd=pwd) as source, io.open(target, "wb") as copy:
                shutil.copyfileobj(source, copy)
        return target

    # --- writing ---

    def _check_writable(self, tail):
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError(f"Can't write to ZIP archive while an open writing handle exists{tail}")

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Adds a file or an empty directory from the disk."""
        self._check_writable("")
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, "rb") as source, self.open(info, "w") as copy:
            shutil.copyfileobj(source, copy, 8192)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Adds a member that contains the data, bytes or str."""
        data = data.encode("utf-8") if isinstance(data, str) else data
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])
            info.compress_type, info.compress_level = self.compression, self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.filename.endswith("/") else 0o600 << 16
        self._check_writable(".")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self._lock, self.open(info, "w") as file:
            file.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Adds an empty directory."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError("The given ZipInfo does not describe a directory")
        elif isinstance(zinfo_or_directory_name, str):
            info = ZipInfo(zinfo_or_directory_name.removesuffix("/") + "/")
            info.external_attr = ((0o40000 | mode) & 0xFFFF) << 16 | 0x10
        else:
            raise TypeError("Expected type str or ZipInfo")
        info.compress_size = info.file_size = info.CRC = 0
        with self._lock:
            if self._seekable:
                self.fp.seek(self.start_dir)
            info.header_offset = self.fp.tell()
            self._check_new(info)
            self._didModify = True
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            self.fp.write(info.FileHeader(False))
            self.start_dir = self.fp.tell()

    def _check_new(self, info):
        if info.filename in self.NameToInfo:
            warnings.warn(f"Duplicate name: {info.filename!r}", stacklevel=4)
        if self.mode not in ("w", "x", "a"):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_method(info.compress_type)
        if not self._allowZip64:
            problem = ("Files count" if len(self.filelist) >= ZIP_FILECOUNT_LIMIT
                       else "Filesize" if info.file_size > ZIP64_LIMIT
                       else "Zipfile size" if info.header_offset > ZIP64_LIMIT else None)
            if problem:
                raise LargeZipFile(f"{problem} would require ZIP64 extensions")

    def _open_to_write(self, info, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             "Close the first handle before opening another.")
        info.compress_size = info.CRC = 0
        info.flag_bits = 0 if self._seekable else HAS_DESCRIPTOR
        info.external_attr = info.external_attr or 0o600 << 16
        zip64 = force_zip64 or info.file_size * 1.05 > ZIP64_LIMIT
        if not self._allowZip64 and zip64:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()
        self._check_new(info)
        self._didModify = True
        self.fp.write(info.FileHeader(zip64))
        self._writing = True
        return ZipWriteFile(self, info, zip64)

    def close(self):
        """Writes the directory, if something was added, and closes the file (once no member is open)."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        try:
            if self.mode in ("w", "x", "a") and self._didModify:
                with self._lock:
                    if self._seekable:
                        self.fp.seek(self.start_dir)
                    self._write_directory()
        finally:
            file, self.fp = self.fp, None
            self._release(file)

    def _write_directory(self):
        for info in self.filelist:
            self.fp.write(info._directory_record())
        self.fp.write(end_records(len(self.filelist), self.start_dir, self.fp.tell(), self._comment,
                                  self._allowZip64))
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _release(self, file):
        with self._lock:
            self._users -= 1
            is_last = not self._users
        if is_last and not self._filePassed:
            file.close()


# --- the command line --------------------------------------------------------------------------

def main(args=None):
    """python -m zipfile: lists, tests, extracts and makes archives."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for zipfile module.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("-l", "--list", metavar="<zipfile>", help="Show listing of a zipfile")
    group.add_argument("-e", "--extract", nargs=2, metavar=("<zipfile>", "<output_dir>"),
                       help="Extract zipfile into target dir")
    group.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"), help="Create zipfile from sources")
    group.add_argument("-t", "--test", metavar="<zipfile>", help="Test if a zipfile is valid")
    parser.add_argument("--metadata-encoding", metavar="<encoding>",
                        help="Specify encoding of member names for -l, -e and -t")
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.create is not None:
        if encoding:
            print("Non-conforming encodings not supported with -c.", file=sys.stderr)
            sys.exit(1)
        name, *files = args.create
        with ZipFile(name, "w", ZIP_DEFLATED) as archive:
            for path in files:
                _add(archive, path, os.path.basename(path) or os.path.basename(os.path.dirname(path)))
        return
    name = args.test or args.list or args.extract[0]
    with ZipFile(name, "r", metadata_encoding=encoding) as archive:
        if args.test is not None:
            damaged = archive.testzip()
            if damaged:
                print(f"The following enclosed file is corrupted: {damaged!r}")
            print("Done testing")
        elif args.list is not None:
            archive.printdir()
        else:
            archive.extractall(args.extract[1])


def _add(archive, path, name):
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name and name not in (".", ".."):
            archive.write(path, name)
        for each in sorted(os.listdir(path)):
            _add(archive, os.path.join(path, each), os.path.join("" if name in (".", "..") else name, each))

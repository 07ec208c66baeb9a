using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Syscalls;

/// <summary>Opens files named by users, which can be anything: opening a FIFO must not wait for a writer, and reading a device may never end.</summary>
internal static unsafe partial class InputFile
{
    private const int WouldWait = 11; // EAGAIN
    private const int ReadOnly = 0; // O_RDONLY
    private const int NonBlocking = 0x800; // O_NONBLOCK
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int SetFlags = 4; // F_SETFL
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint StatusType = 1; // STATX_TYPE
    private const int StatusSize = 256; // sizeof(struct statx)
    private const int StatusMode = 28; // offset of stx_mode
    private const int ModeType = 0xF000; // S_IFMT

    private enum FileKind
    {
        Pipe = 0x1000, // S_IFIFO
        CharacterDevice = 0x2000, // S_IFCHR
        Directory = 0x4000, // S_IFDIR
        BlockDevice = 0x6000, // S_IFBLK
        Regular = 0x8000, // S_IFREG
        Socket = 0xC000, // S_IFSOCK
    }

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="IOException">There is no such file, or it is not a regular file; the message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The user is not allowed to read it.</exception>
    public static SafeFileHandle Open(string path) => OpenUnlessPipe(path) ?? throw new IOException("It is a pipe; a regular file is required.");

    /// <summary>Opens a regular file for reading; <see langword="null"/> for a pipe.</summary>
    /// <exception cref="IOException">There is no such file, or it is neither; the message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The user is not allowed to read it.</exception>
    public static SafeFileHandle? OpenUnlessPipe(string path)
    {
        SafeFileHandle handle = Open(path, out FileKind kind);
        if (kind == FileKind.Regular)
        {
            return handle;
        }

        handle.Dispose();
        return kind == FileKind.Pipe ? null : throw Unreadable(kind);
    }

    /// <summary>Reads a regular file, or a pipe up to its end.</summary>
    /// <exception cref="IOException">There is no such file, it is larger than 2 GiB, or it is neither; the message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The user is not allowed to read it.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using SafeFileHandle handle = Open(path, out FileKind kind);
        try
        {
            return kind switch
            {
                FileKind.Regular => ReadRegular(handle),
                FileKind.Pipe => ReadPipe(handle),
                _ => throw Unreadable(kind),
            };
        }
        catch (NotSupportedException exception)
        {
            throw new IOException("The kernel generates its contents on reading; copy it to a regular file first.", exception);
        }
    }

    private static SafeFileHandle Open(string path, out FileKind kind)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileNotFoundException("There is no such file: its name contains a NUL character.", path);
        }

        int descriptor = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (descriptor < 0)
        {
            throw Refusal(path, Marshal.GetLastPInvokeError());
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        byte* status = stackalloc byte[StatusSize];
        if (Statx(descriptor, "", EmptyPath, StatusType, status) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            handle.Dispose();
            throw Refusal(path, error);
        }

        kind = (FileKind)(*(ushort*)(status + StatusMode) & ModeType);
        return handle;
    }

    private static byte[] ReadRegular(SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength)
        {
            throw new IOException($"It has {length} bytes; at most 2 GiB can be read.");
        }

        // Files in /proc have length 0 and contents nevertheless. Those that wait for an event return EAGAIN.
        if (length == 0)
        {
            return ReadToEnd(handle);
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is var count and > 0)
        {
            read += count;
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static byte[] ReadPipe(SafeFileHandle handle)
    {
        // Waits for those who have the pipe open for writing, but not for somebody to open it.
        _ = Fcntl((int)handle.DangerousGetHandle(), SetFlags, 0);
        byte[] bytes = ReadToEnd(handle);
        return bytes.Length > 0 ? bytes : throw new IOException("It is a pipe that nobody writes to.");
    }

    private static byte[] ReadToEnd(SafeFileHandle handle)
    {
        using FileStream stream = new(handle, FileAccess.Read, bufferSize: 0);
        using MemoryStream contents = new();
        try
        {
            stream.CopyTo(contents);
        }
        catch (IOException exception) when (exception.HResult == WouldWait)
        {
            throw new IOException("There is nothing to read at the moment.", exception);
        }

        return contents.ToArray();
    }

    private static IOException Unreadable(FileKind kind) => new(kind switch
    {
        FileKind.Directory => "It is a directory.",
        FileKind.Socket => "It is a socket.",
        _ => "It is a device.",
    });

    private static Exception Refusal(string path, int error) => error switch
    {
        1 or 13 => new UnauthorizedAccessException("This user is not allowed to read it."), // EPERM, EACCES
        2 => new FileNotFoundException("There is no such file.", path), // ENOENT
        6 => new IOException("It is a socket, or a device that does not exist."), // ENXIO
        20 => new DirectoryNotFoundException("A part of its path is not a directory."), // ENOTDIR
        36 => new PathTooLongException("Its path, or a part of it, is longer than the system allows."), // ENAMETOOLONG
        40 => new IOException("Its symbolic links form a loop."), // ELOOP
        _ => new IOException(Marshal.GetPInvokeErrorMessage(error) + "."),
    };

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte* result);
}

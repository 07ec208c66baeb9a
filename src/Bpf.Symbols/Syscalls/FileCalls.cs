using System.Runtime.InteropServices;

namespace Bpf.Symbols.Syscalls;

/// <summary>The functions of the C library that work on files. Each sets errno, to be read with <see cref="Native.LastError"/>.</summary>
internal static unsafe partial class FileCalls
{
    private const string Library = "libc";

    // Every process has its C library loaded. A search by name would first try a hundred paths, since "libc.so" is not a library.
    static FileCalls()
        => NativeLibrary.SetDllImportResolver(typeof(FileCalls).Assembly, static (name, _, _) => name == Library ? NativeLibrary.GetMainProgramHandle() : 0);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int OpenAt(int directory, string path, int flags, uint mode);

    // The C library has had a function for it only since glibc 2.42.
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint OpenAt2(nint number, nint directory, nint path, nint how, nint size);

    // Writes no terminating NUL; with an empty path, reads the link that the descriptor itself refers to.
    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true, StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial nint ReadLinkAt(int directory, string path, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Fcntl(int fd, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "statfs", SetLastError = true, StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int StatFs(string path, void* buffer);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshallingCustomType = typeof(NativeTextMarshaller))]
    public static partial int Statx(int directory, string path, int flags, uint mask, Statx* result);
}

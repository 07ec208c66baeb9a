using System.Runtime.InteropServices;
using Bpf.Runtime;
using Microsoft.Win32.SafeHandles;

namespace Samples;

/// <summary>The kernel's file system calls that .NET has no methods for (include/uapi/linux/mount.h; the numbers are those of x86_64 and aarch64).</summary>
internal static partial class MountCalls
{
    private const nint MoveMount = 429; // move_mount
    private const nint OpenFileSystem = 430; // fsopen
    private const nint ConfigureFileSystem = 431; // fsconfig
    private const nint MountFileSystem = 432; // fsmount
    private const nint OpenProcess = 434; // pidfd_open
    private const nint GetDescriptor = 438; // pidfd_getfd
    private const nint SetString = 1; // FSCONFIG_SET_STRING
    private const nint Create = 6; // FSCONFIG_CMD_CREATE
    private const nint EmptyPath = 4; // MOVE_MOUNT_F_EMPTY_PATH
    private const nint CurrentDirectory = -100; // AT_FDCWD

    /// <summary>Begins a file system, which will belong to the user namespace of this process.</summary>
    public static SafeFileHandle Begin(string type)
    {
        using NativeText name = new(type);
        return Own(Syscall(OpenFileSystem, name.Pointer, 0, 0, 0, 0), "open file system", type);
    }

    /// <summary>Sets a mount option.</summary>
    public static void Configure(SafeFileHandle context, string option, string value)
    {
        using NativeText name = new(option);
        using NativeText text = new(value);
        Check(Syscall(ConfigureFileSystem, context.DangerousGetHandle(), SetString, name.Pointer, text.Pointer, 0), "set mount option", $"{option}={value}");
    }

    /// <summary>Creates the file system with the options set so far.</summary>
    public static void Finish(SafeFileHandle context)
        => Check(Syscall(ConfigureFileSystem, context.DangerousGetHandle(), Create, 0, 0, 0), "create file system", "bpf");

    /// <summary>Mounts a created file system.</summary>
    public static void Mount(SafeFileHandle context, string directory)
    {
        using SafeFileHandle mount = Own(Syscall(MountFileSystem, context.DangerousGetHandle(), 0, 0, 0, 0), "mount file system", directory);
        using NativeText path = new(directory);
        using NativeText empty = new("");
        Check(Syscall(MoveMount, mount.DangerousGetHandle(), empty.Pointer, CurrentDirectory, path.Pointer, EmptyPath), "mount file system", directory);
    }

    /// <summary>A copy of a descriptor of another process.</summary>
    public static SafeFileHandle TakeDescriptor(int processId, int descriptor)
    {
        using SafeFileHandle process = Own(Syscall(OpenProcess, processId, 0, 0, 0, 0), "open process", $"{processId}");
        return Own(Syscall(GetDescriptor, process.DangerousGetHandle(), descriptor, 0, 0, 0), "take descriptor of process", $"{processId}");
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint a, nint b, nint c, nint d, nint e);

    private static nint Check(nint result, string operation, string subject)
        => result >= 0 ? result : throw new BpfException(operation, subject, (Errno)Marshal.GetLastPInvokeError());

    private static SafeFileHandle Own(nint result, string operation, string subject)
        => new(Check(result, operation, subject), ownsHandle: true);

    /// <summary>A string as C has it.</summary>
    private readonly struct NativeText(string text) : IDisposable
    {
        public nint Pointer { get; } = Marshal.StringToCoTaskMemUTF8(text);

        public void Dispose() => Marshal.FreeCoTaskMem(Pointer);
    }
}

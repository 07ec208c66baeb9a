using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Samples.Tools;

/// <summary>What a file is for the kernel, whatever its name: an inode of a device.</summary>
internal readonly partial record struct FileIdentity(uint KernelDevice, ulong Inode)
{
    /// <summary>Asks the kernel for the identity of a file; symbolic links are followed.</summary>
    public static FileIdentity Of(string path)
    {
        const int AtCurrentDirectory = -100; // AT_FDCWD, include/uapi/linux/fcntl.h
        const uint WantInode = 0x100; // STATX_INO, include/uapi/linux/stat.h
        return StatX(AtCurrentDirectory, path, 0, WantInode, out FileStatus status) == 0
            ? new((status.DeviceMajor << 20) | status.DeviceMinor, status.Inode) // MKDEV, include/linux/kdev_t.h
            : throw new FileNotFoundException($"Cannot find '{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}", path);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out FileStatus status);

    // struct statx, include/uapi/linux/stat.h
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}

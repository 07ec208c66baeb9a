using System.Runtime.InteropServices;

namespace Bpf.Symbols.Syscalls;

/// <summary><c>struct statx</c> (include/uapi/linux/stat.h): the fields that identify a file and its type.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    [FieldOffset(20)] public uint UserId; // stx_uid
    [FieldOffset(28)] public ushort Mode; // stx_mode
    [FieldOffset(32)] public ulong Inode; // stx_ino
    [FieldOffset(40)] public ulong Size; // stx_size
    [FieldOffset(112)] public long ModifiedSeconds; // stx_mtime.tv_sec
    [FieldOffset(120)] public uint ModifiedNanoseconds; // stx_mtime.tv_nsec
    [FieldOffset(136)] public uint DeviceMajor; // stx_dev_major
    [FieldOffset(140)] public uint DeviceMinor; // stx_dev_minor
    [FieldOffset(144)] public ulong MountId; // stx_mnt_id (kernel 5.8), else 0

    private const ushort TypeMask = 0xF000; // S_IFMT

    /// <summary>True for a regular file (S_IFREG).</summary>
    public readonly bool IsRegular => (Mode & TypeMask) == 0x8000;

    /// <summary>True for a directory (S_IFDIR).</summary>
    public readonly bool IsDirectory => (Mode & TypeMask) == 0x4000;

    /// <summary>True for a symbolic link (S_IFLNK).</summary>
    public readonly bool IsLink => (Mode & TypeMask) == 0xA000;
}

using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>struct statx</c> (include/uapi/linux/stat.h), the fields that identify a file.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    [FieldOffset(28)] public ushort Mode; // stx_mode
    [FieldOffset(32)] public ulong Inode; // stx_ino
    [FieldOffset(40)] public ulong Size; // stx_size
    [FieldOffset(112)] public long ModifiedSeconds; // stx_mtime.tv_sec
    [FieldOffset(120)] public uint ModifiedNanoseconds; // stx_mtime.tv_nsec
    [FieldOffset(136)] public uint DeviceMajor; // stx_dev_major
    [FieldOffset(140)] public uint DeviceMinor; // stx_dev_minor
}

using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>struct bpf_common_attr</c>: attributes that all commands accept in a separate structure (kernel 7.2).</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct CommonAttributes
{
    /// <summary>BPF_COMMON_ATTRS: command bit that announces the structure.</summary>
    public const int Flag = 1 << 16;

    [FieldOffset(0)] public ulong LogBuffer; // log_buf
    [FieldOffset(8)] public uint LogSize; // log_size
    [FieldOffset(12)] public uint LogLevel; // log_level
    [FieldOffset(16)] public uint LogTrueSize; // log_true_size
}

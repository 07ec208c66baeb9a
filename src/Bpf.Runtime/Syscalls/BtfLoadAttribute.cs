using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_BTF_LOAD.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct BtfLoadAttribute
{
    [FieldOffset(0)] public ulong Btf; // btf
    [FieldOffset(8)] public ulong LogBuffer; // btf_log_buf
    [FieldOffset(16)] public uint Size; // btf_size
    [FieldOffset(20)] public uint LogSize; // btf_log_size
    [FieldOffset(24)] public uint LogLevel; // btf_log_level
    [FieldOffset(28)] public uint LogTrueSize; // btf_log_true_size (written by the kernel, 6.4)
    [FieldOffset(32)] public uint Flags; // btf_flags
    [FieldOffset(36)] public int TokenFd; // btf_token_fd
}

using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_PROG_TEST_RUN.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal struct TestRunAttribute
{
    public const int KnownSize = 76;

    [FieldOffset(0)] public uint ProgramFd; // prog_fd
    [FieldOffset(4)] public uint ReturnValue; // retval
    [FieldOffset(8)] public uint DataSizeIn; // data_size_in
    [FieldOffset(12)] public uint DataSizeOut; // data_size_out
    [FieldOffset(16)] public ulong DataIn; // data_in
    [FieldOffset(24)] public ulong DataOut; // data_out
    [FieldOffset(32)] public uint Repeat; // repeat
    [FieldOffset(36)] public uint Duration; // duration, nanoseconds per run
    [FieldOffset(40)] public uint ContextSizeIn; // ctx_size_in
    [FieldOffset(44)] public uint ContextSizeOut; // ctx_size_out
    [FieldOffset(48)] public ulong ContextIn; // ctx_in
    [FieldOffset(56)] public ulong ContextOut; // ctx_out
    [FieldOffset(64)] public uint Flags; // flags
    [FieldOffset(68)] public uint Cpu; // cpu
    [FieldOffset(72)] public uint BatchSize; // batch_size
}

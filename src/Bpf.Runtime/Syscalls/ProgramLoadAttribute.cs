using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_PROG_LOAD.</summary>
[StructLayout(LayoutKind.Explicit, Size = KnownSize)]
internal unsafe struct ProgramLoadAttribute
{
    public const int KnownSize = 168;

    [FieldOffset(0)] public uint Type; // prog_type
    [FieldOffset(4)] public uint InstructionCount; // insn_cnt
    [FieldOffset(8)] public ulong Instructions; // insns
    [FieldOffset(16)] public ulong License; // license
    [FieldOffset(24)] public uint LogLevel; // log_level
    [FieldOffset(28)] public uint LogSize; // log_size
    [FieldOffset(32)] public ulong LogBuffer; // log_buf
    [FieldOffset(40)] public uint KernelVersion; // kern_version
    [FieldOffset(44)] public uint Flags; // prog_flags
    [FieldOffset(48)] public fixed byte Name[16]; // prog_name
    [FieldOffset(64)] public uint InterfaceIndex; // prog_ifindex
    [FieldOffset(68)] public uint ExpectedAttachType; // expected_attach_type
    [FieldOffset(72)] public uint BtfFd; // prog_btf_fd
    [FieldOffset(76)] public uint FunctionInfoRecordSize; // func_info_rec_size
    [FieldOffset(80)] public ulong FunctionInfo; // func_info
    [FieldOffset(88)] public uint FunctionInfoCount; // func_info_cnt
    [FieldOffset(92)] public uint LineInfoRecordSize; // line_info_rec_size
    [FieldOffset(96)] public ulong LineInfo; // line_info
    [FieldOffset(104)] public uint LineInfoCount; // line_info_cnt
    [FieldOffset(108)] public uint AttachBtfId; // attach_btf_id
    [FieldOffset(112)] public uint AttachProgramFd; // attach_prog_fd, attach_btf_obj_fd
    [FieldOffset(116)] public uint CoreRelocationCount; // core_relo_cnt
    [FieldOffset(120)] public ulong FdArray; // fd_array
    [FieldOffset(128)] public ulong CoreRelocations; // core_relos
    [FieldOffset(136)] public uint CoreRelocationRecordSize; // core_relo_rec_size
    [FieldOffset(140)] public uint LogTrueSize; // log_true_size (written by the kernel, 6.4)
    [FieldOffset(144)] public int TokenFd; // prog_token_fd
    [FieldOffset(148)] public uint FdArrayCount; // fd_array_cnt
    [FieldOffset(152)] public ulong Signature; // signature
    [FieldOffset(160)] public uint SignatureSize; // signature_size
    [FieldOffset(164)] public int KeyringId; // keyring_id
}

using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Programs;

/// <summary><c>struct bpf_prog_info</c>, up to the fields used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 232)]
internal unsafe struct ProgramInfo
{
    [FieldOffset(0)] public uint Type; // type
    [FieldOffset(4)] public uint Id; // id
    [FieldOffset(8)] public fixed byte Tag[8]; // tag
    [FieldOffset(16)] public uint JitedLength; // jited_prog_len
    [FieldOffset(20)] public uint TranslatedLength; // xlated_prog_len, bytes
    [FieldOffset(32)] public ulong TranslatedInstructions; // xlated_prog_insns
    [FieldOffset(40)] public ulong LoadTime; // load_time, nanoseconds since boot
    [FieldOffset(52)] public uint MapCount; // nr_map_ids
    [FieldOffset(64)] public fixed byte Name[16]; // name
    [FieldOffset(128)] public uint BtfId; // btf_id
    [FieldOffset(192)] public ulong RunTime; // run_time_ns
    [FieldOffset(200)] public ulong RunCount; // run_cnt
    [FieldOffset(208)] public ulong RecursionMisses; // recursion_misses
    [FieldOffset(216)] public uint VerifiedInstructions; // verified_insns

    /// <summary>BPF_OBJ_GET_INFO_BY_FD; fields that hold a buffer are input and output.</summary>
    /// <exception cref="BpfException">The descriptor is no program, or the process may not look.</exception>
    public void Read(BpfHandle handle, string subject)
    {
        fixed (ProgramInfo* pointer = &this)
        {
            ObjectInfoAttribute attribute = new() { Fd = (uint)handle.Descriptor, InfoLength = (uint)sizeof(ProgramInfo), Info = (ulong)pointer };
            Errno error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
            if (error != Errno.None)
                throw BpfException.FromKernel("read the properties of program", subject, error);
        }
    }
}

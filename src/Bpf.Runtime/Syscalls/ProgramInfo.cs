namespace Bpf.Runtime.Syscalls;

// Reading the structure.
internal unsafe partial struct ProgramInfo
{
    /// <summary>Runs BPF_OBJ_GET_INFO_BY_FD; fields that hold a buffer are both input and output.</summary>
    /// <exception cref="BpfException">The descriptor is not a program, or the process is not allowed to inspect it.</exception>
    public void Read(BpfHandle handle, string subject)
    {
        fixed (ProgramInfo* pointer = &this)
        {
            ObjectInfoAttribute attribute = new() { Fd = (uint)handle.Descriptor, InfoLength = (uint)sizeof(ProgramInfo), Info = (ulong)pointer };
            Errno error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("read the properties of program", subject, error);
            }
        }
    }
}

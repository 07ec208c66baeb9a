using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Programs;

/// <summary>Reads the types of a loaded program of this or another process.</summary>
internal static unsafe class ProgramBtf
{
    /// <summary>Returns a function in the BTF of a program.</summary>
    /// <exception cref="BpfException">The program has no BTF or no such function.</exception>
    public static BtfType FindFunction(BpfHandle program, string name)
    {
        ProgramInfo info = default;
        info.Read(program, name);
        if (info.BtfId == 0)
        {
            throw new BpfException("find function", name, Errno.EINVAL, "The target program was loaded without BTF.");
        }

        ObjectIdAttribute attribute = new() { BtfId = info.BtfId };
        Errno error = BpfCall.Open(BpfCommand.BtfGetFdById, ref attribute, ObjectIdAttribute.KnownSize, out BpfHandle handle);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("open the BTF of the program with function", name, error);
        }

        using (handle)
        {
            BtfTypeTable types = new(Read(handle, name), "BTF of the target program");
            uint id = types.Find(Encoding.UTF8.GetBytes(name), BtfKind.Function);
            return id != 0 ? types[id] : throw new BpfException("find function", name, Errno.ESRCH,
                $"The target program has no such function. Those that it has: {string.Join(", ", FunctionsOf(types))}.");
        }
    }

    private static IEnumerable<string> FunctionsOf(BtfTypeTable types)
    {
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            if (types[id] is { Kind: BtfKind.Function, Linkage: BtfLinkage.Global } function)
            {
                yield return function.NameText;
            }
        }
    }

    private static BtfMemory Read(BpfHandle handle, string subject)
    {
        BtfInfo info = default;
        ObjectInfoAttribute attribute = new() { Fd = (uint)handle.Descriptor, InfoLength = (uint)sizeof(BtfInfo), Info = (ulong)&info };
        Errno error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
        BtfMemory memory = BtfMemory.Allocate((int)info.Size);
        if (error == Errno.None)
        {
            info = new BtfInfo { Btf = (ulong)memory.Pointer, Size = info.Size };
            error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
        }

        return error == Errno.None ? memory : throw BpfException.FromKernel("read the BTF of the program with function", subject, error);
    }
}

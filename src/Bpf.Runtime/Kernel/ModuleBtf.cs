using System.Runtime.InteropServices;
using System.Text;
using Bpf.Objects.Btf;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Kernel;

/// <summary>Types of a kernel module.</summary>
/// <param name="Name">Name of the module.</param>
/// <param name="Types">Its types, split from those of vmlinux.</param>
internal sealed unsafe record ModuleBtf(string Name, BtfTypeTable Types)
{
    private const int LongestName = 64;

    /// <summary>Opens the kernel's own copy, which programs refer to by descriptor. Requires CAP_SYS_ADMIN.</summary>
    /// <exception cref="BpfException">The module is gone, or the process is not allowed to enumerate BTF.</exception>
    public BpfHandle OpenInKernel()
    {
        ObjectIdAttribute attribute = default;
        while (true)
        {
            Errno error = BpfCall.Run(BpfCommand.BtfGetNextId, ref attribute, ObjectIdAttribute.KnownSize);
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("open the BTF of module", Name, error);
            }

            attribute.StartId = attribute.NextId;
            ObjectIdAttribute open = new() { BtfId = attribute.NextId };
            if (BpfCall.Open(BpfCommand.BtfGetFdById, ref open, ObjectIdAttribute.KnownSize, out BpfHandle handle) != Errno.None)
            {
                continue;
            }

            if (NameOf(handle) == Name)
            {
                return handle;
            }

            handle.Dispose();
        }
    }

    private static string NameOf(BpfHandle handle)
    {
        byte* name = stackalloc byte[LongestName];
        name[0] = 0;
        BtfInfo info = new() { Name = (ulong)name, NameLength = LongestName };
        ObjectInfoAttribute attribute = new() { Fd = (uint)handle.Descriptor, InfoLength = (uint)sizeof(BtfInfo), Info = (ulong)&info };
        return BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute) == Errno.None && info.KernelBtf != 0
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name))
            : "";
    }
}

using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes whether BTF in the kernel has names, which were introduced together with module BTF.</summary>
internal static unsafe class ModuleBtfProbe
{
    private const int NameSize = 64;
    private static readonly FeatureQuestion s_question = new("module_btf", "5.11");

    public static KernelFeature Run(BpfToken? token)
    {
        BtfBuilder builder = new();
        builder.AddInt("int", sizeof(int));
        Errno error = BtfLoader.Load(builder.Build().Bytes, token?.Handle, out BpfHandle btf, out _);
        using (btf)
        {
            if (error != Errno.None)
            {
                return s_question.Refused(error, "loading BTF");
            }

            byte* name = stackalloc byte[NameSize];
            BtfInfo info = new() { Name = (ulong)name, NameLength = NameSize };
            ObjectInfoAttribute attribute = new() { Fd = (uint)btf.Descriptor, InfoLength = BtfInfo.KnownSize, Info = (ulong)&info };
            return s_question.By(BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute), "asking for the name of BTF");
        }
    }
}

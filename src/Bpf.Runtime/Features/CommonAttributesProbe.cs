using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes whether commands accept a second structure with common attributes: if they do, a bad address yields EFAULT.</summary>
internal static unsafe class CommonAttributesProbe
{
    public static KernelFeature Run()
    {
        FeatureQuestion question = new("common_attributes", "7.2");
        ProgramLoadAttribute attribute = default;
        nint result = LibC.Syscall(SyscallNumbers.Bpf, (nint)BpfCommand.ProgramLoad | CommonAttributes.Flag, (nint)(&attribute), ProgramLoadAttribute.KnownSize,
            0, sizeof(CommonAttributes), 0);
        Errno error = result < 0 ? Native.LastError : Errno.None;
        return error == Errno.EFAULT ? question.Supported("commands accept common attributes") : question.Missing($"the command fails with {error}");
    }
}

using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes for BPF tokens: a bad descriptor yields EBADF if they are supported.</summary>
internal static class TokenProbe
{
    public static KernelFeature Run()
    {
        FeatureQuestion question = new("token", "6.9");
        TokenCreateAttribute attribute = new() { BpffsFd = uint.MaxValue };
        Errno error = BpfCall.Open(BpfCommand.TokenCreate, ref attribute, TokenCreateAttribute.KnownSize, out BpfHandle token);
        token.Dispose();
        return ProbeResources.RequireAnswer(error) == Errno.EBADF ? question.Supported("the kernel supports "
            + "tokens") : question.Refused(error, "creating a token");
    }
}

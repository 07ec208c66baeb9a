using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Asks for BPF tokens: a bad descriptor gives EBADF where there are tokens.</summary>
internal static class TokenProbe
{
    public static KernelFeature Run()
    {
        FeatureQuestion question = new("token", "6.9");
        TokenCreateAttribute attribute = new() { BpffsFd = uint.MaxValue };
        Errno error = BpfCall.Open(BpfCommand.TokenCreate, ref attribute, TokenCreateAttribute.KnownSize, out BpfHandle token);
        token.Dispose();
        return ProbeResources.RequireAnswer(error) == Errno.EBADF ? question.Supported("the kernel has tokens") : question.Refused(error, "creating a token");
    }
}

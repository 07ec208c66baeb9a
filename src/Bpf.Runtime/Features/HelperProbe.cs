using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes whether programs of a type may call a helper: the verifier checks for the helper before it checks the arguments, so a complaint about the
/// arguments means yes.
/// </summary>
internal static class HelperProbe
{
    /// <summary>Runs the probe for one program type.</summary>
    public static KernelFeature Run(FeatureQuestion question, ProgramType type, int helper, BpfToken? token)
    {
        ProgramLoadAttribute attribute = new() { Type = (uint)type, ExpectedAttachType = (uint)ProgramTypeProbe.AttachTypeOf(type) };
        Errno error = TrialProgram.Try(ref attribute, token, [new(0x85, 0, 0, 0, helper), .. TrialProgram.Smallest], out string log);
        if (error == Errno.None)
        {
            return question.Supported("a program that calls it loads");
        }

        if (log.Length == 0)
        {
            return question.Refused(error, $"loading a program of type {type}");
        }

        // "invalid func unknown#N", "unknown func bpf_x#N", "program of this type cannot use helper bpf_x#N"
        string complaint = log.Contains("cannot use helper", StringComparison.Ordinal) || log.Contains("unknown func", StringComparison.Ordinal)
            ? "programs of this type may not call it"
            : log.Contains("invalid func", StringComparison.Ordinal) ? "the kernel does not know it" : "";
        return complaint.Length == 0 ? question.Supported("the verifier knows it") : question.Missing(complaint);
    }

    /// <summary>Runs the probe for tracing programs: a token may delegate one such type and not the other.</summary>
    public static KernelFeature RunTracing(FeatureQuestion question, int helper, BpfToken? token)
    {
        KernelFeature answer = Run(question, ProgramType.Tracepoint, helper, token);
        return answer.State == FeatureState.Denied ? Run(question, ProgramType.Kprobe, helper, token) : answer;
    }
}

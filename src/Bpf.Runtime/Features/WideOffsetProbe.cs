using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes whether offsets of globals in instructions may use all 32 bits. The program is invalid either way; the verifier complains about the offset
/// as such only if there is a limit.
/// </summary>
internal static class WideOffsetProbe
{
    private const int Offset = 1 << 30; // The limit was 1 << 29.
    private static readonly FeatureQuestion s_question = new("ldimm64_full_range_off", "7.0");

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle map);
        using (map)
        {
            if (error != Errno.None)
            {
                return s_question.Refused(error, "creating an array");
            }

            ProgramLoadAttribute attribute = new() { Type = (uint)ProgramType.SocketFilter };
            error = TrialProgram.Try(ref attribute, token, [new(0x18, 1, 2, 0, map.Descriptor), new(0, 0, 0, 0, Offset), .. TrialProgram.Smallest],
                out string log);
            return log.Contains("invalid access to map value pointer", StringComparison.Ordinal)
                && !log.Contains("direct value offset of", StringComparison.Ordinal)
                ? s_question.Supported("the verifier only limits offsets to the size of the value")
                : log.Length != 0 ? s_question.Missing("the verifier limits offsets to 29 bits") : s_question.Refused(error, "loading a program");
        }
    }
}

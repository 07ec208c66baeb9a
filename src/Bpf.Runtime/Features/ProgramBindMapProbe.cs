using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Probes whether a program can keep a map alive that its instructions do not use.</summary>
internal static class ProgramBindMapProbe
{
    private static readonly FeatureQuestion s_question = new("prog_bind_map", "5.10");

    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle map);
        using (map)
        {
            if (error != Errno.None)
            {
                return s_question.Refused(error, "creating an array");
            }

            error = TrialProgram.Load(ProgramType.SocketFilter, default, token, out BpfHandle program);
            using (program)
            {
                if (error != Errno.None)
                {
                    return s_question.Refused(error, "loading a program");
                }

                ProgramBindMapAttribute attribute = new() { ProgramFd = (uint)program.Descriptor, MapFd = (uint)map.Descriptor };
                return s_question.By(BpfCall.Run(BpfCommand.ProgramBindMap, ref attribute, ProgramBindMapAttribute.KnownSize), "binding a map");
            }
        }
    }
}

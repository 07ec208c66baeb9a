using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Programs;

/// <summary>Maps that belong to a program without being used by its instructions.</summary>
internal static class ProgramMaps
{
    /// <summary>Keeps a map alive with a program, for tools that look for constants there. A refusal (before 5.10) does no harm.</summary>
    public static void Bind(BpfHandle program, BpfHandle map)
    {
        ProgramBindMapAttribute attribute = new() { ProgramFd = (uint)program.Descriptor, MapFd = (uint)map.Descriptor };
        _ = BpfCall.Run(BpfCommand.ProgramBindMap, ref attribute);
    }
}

using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Programs;

/// <summary>Binds maps to programs that do not use them in their instructions.</summary>
internal static class ProgramMaps
{
    /// <summary>Keeps a map alive with a program, for tools that look for constants in it. A refusal (before 5.10) is harmless.</summary>
    public static void Bind(BpfHandle program, BpfHandle map)
    {
        ProgramBindMapAttribute attribute = new() { ProgramFd = (uint)program.Descriptor, MapFd = (uint)map.Descriptor };
        _ = BpfCall.Run(BpfCommand.ProgramBindMap, ref attribute);
    }
}

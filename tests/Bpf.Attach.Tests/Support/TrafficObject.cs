using Bpf.Runtime;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Attach.Tests.Support;

/// <summary>One program of objects/traffic.c.</summary>
internal static class TrafficObject
{
    /// <summary>Opens the object, to load the one program.</summary>
    public static BpfObject Open(string program)
    {
        BpfObject target = BpfObject.Open(CObject.Compile("traffic"), "traffic");
        foreach (BpfProgram other in target.Programs)
        {
            other.AutoLoad = other.Name == program;
        }

        return target;
    }

    /// <summary>Loads the program, to count packets to the port.</summary>
    public static BpfObject Load(string program, ushort portOnWire)
    {
        BpfObject target = Open(program);
        target.Globals.Set(".bss", "port", portOnWire);
        target.Load();
        return target;
    }

    /// <summary>How often the program has counted.</summary>
    public static ulong Calls(BpfObject target) => target.Globals.Reference<ulong>(".bss", "calls");
}

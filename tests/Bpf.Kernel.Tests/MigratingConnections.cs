using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Selects listening sockets that share a port, also for connections of a socket that closes.</summary>
[BpfObject(License = "GPL")]
public static class MigratingConnections
{
    [BpfMap(MaxEntries = 3)]
    static readonly BpfReuseportSocketArray Listeners = new();

    static uint s_selected;
    static uint s_migrated;
    static uint s_failed;

    /// <summary>New connections go to the first socket; of those that it has not accepted when it closes, half to each of the others.</summary>
    [SkReuseport(Migrate = true)]
    public static SkAction Select(SkReuseportContext context)
    {
        uint index = 0;
        if (context.IsMigration)
        {
            index = 1 + (s_migrated & 1);
            s_migrated++;
        }
        else
        {
            s_selected++;
        }

        if (Listeners.Select(context, index) != 0)
        {
            s_failed++;
            return SkAction.Drop;
        }

        return SkAction.Pass;
    }

    /// <summary>Without migration: the connections end with the socket.</summary>
    [SkReuseport]
    public static SkAction SelectOnly(SkReuseportContext context)
    {
        s_selected++;
        return Listeners.Select(context, 0) == 0 ? SkAction.Pass : SkAction.Drop;
    }
}

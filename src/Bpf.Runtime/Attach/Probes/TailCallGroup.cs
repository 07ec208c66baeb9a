using Bpf.Runtime.Programs;

namespace Bpf.Runtime.Attach.Probes;

/// <summary>
/// Programs that call each other through a program array must be loaded with the same attach type. Which programs user space will put into an array
/// is unknown at load, so all probes of an object with such an array form one group, and either all are upgraded or none.
/// </summary>
internal static class TailCallGroup
{
    /// <summary>Explains why a program cannot be upgraded with its group; null when it can or there is no group.</summary>
    public static string? ObstacleFor(ProbeProgram program)
    {
        IProgramOwner owner = program.Owner;
        if (!owner.Maps.Any(static map => map.Kind is { HoldsPrograms: true }))
        {
            return null;
        }

        AttachType wanted = program.DecisionAlone.AttachType;
        foreach (BpfProgram other in owner.Programs)
        {
            if (other is ProbeProgram { AutoLoad: true } probe && probe.DecisionAlone.AttachType != wanted)
            {
                return $"'{probe.Name}' attaches by {probe.DecisionAlone.Name}";
            }
        }

        return null;
    }
}

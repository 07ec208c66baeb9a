namespace Bpf.Runtime.Attach;

/// <summary>
/// Programs that call each other through a program array must have been loaded with the same attach type. Which programs user space will put
/// into an array is unknown at load, so all uprobes of an object with such an array are one group, upgraded all or none.
/// </summary>
internal static class TailCallGroup
{
    /// <summary>Why the group cannot be upgraded; null when it can or there is none.</summary>
    public static string? ObstacleIn(BpfObject owner)
    {
        if (!owner.Maps.Any(map => map.Type == MapType.ProgramArray))
            return null;

        foreach (BpfProgram program in owner.Programs)
        {
            if (program is UprobeProgram { AutoLoad: true } uprobe && uprobe.MustStaySingle)
                return $"'{program.Name}' stays single";
        }

        return null;
    }
}

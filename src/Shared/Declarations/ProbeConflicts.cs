namespace Bpf.Shared;

/// <summary>Checks that several probe attributes of one method agree: they form one program with several probes.</summary>
internal static class ProbeConflicts
{
    /// <summary>Returns the conflict, worded as the end of a sentence; <see langword="null"/> when there is none.</summary>
    public static string? Find(IReadOnlyList<DeclaredProbe> attributes)
    {
        if (attributes.Count < 2)
        {
            return null;
        }

        DeclaredProbe first = attributes[0];
        var targets = new HashSet<(string, int)>();
        foreach (DeclaredProbe attribute in attributes)
        {
            if (attribute.IsSingle != first.IsSingle)
            {
                return Differ("Single");
            }

            if (attribute.IsSleepable != first.IsSleepable)
            {
                return Differ("Sleepable");
            }

            if (attribute.IsLoaded != first.IsLoaded)
            {
                return Differ("AutoLoad");
            }

            if (string.IsNullOrEmpty(attribute.Target))
            {
                return "with several attributes, each needs a target";
            }

            if (!targets.Add((attribute.Target!, attribute.ProcessId)))
            {
                return $"two name the target '{attribute.Target}'";
            }
        }

        return null;
    }

    private static string Differ(string property) => $"they differ in {property}, which is a property of the whole program";
}

using Bpf.Runtime.Data;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime.Loading;

/// <summary>Copies the initial values of globals into the kernel and maps the kernel's pages into this process.</summary>
internal static class DataSectionLoader
{
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static void Load(DataSection section, string objectName, Action<BpfLogEntry>? log)
    {
        BpfMap map = section.Map;
        if (!map.IsCreated)
        {
            return;
        }

        int key = 0;
        if (!map.IsReused)
        {
            map.Update(MapValue.Bytes(in key), section.Contents);
            if (section.IsReadOnly)
            {
                map.Freeze(); // before mapping: a writable mapping would forbid it
            }
        }

        if (Share(section) is not { } reason)
        {
            return;
        }

        log?.Invoke(new BpfLogEntry(BpfLogLevel.Debug, $"{objectName}{section.Name}", $"is not mapped: {reason}"));
        if (!section.IsReadOnly)
        {
            section.Separation = reason;
            return;
        }

        if (map.IsReused)
        {
            section.ReadMap().CopyTo(section.Contents);
        }

        section.Memory.Protect();
    }

    /// <returns>Why the map is not mapped, as a clause, or <see langword="null"/> when it is.</returns>
    private static string? Share(DataSection section)
    {
        BpfMap map = section.Map;
        if ((map.Flags & MapFlags.MemoryMappable) == 0)
        {
            return (map.Definition!.Flags & MapFlags.MemoryMappable) != 0
                ? "the kernel cannot map arrays (before 5.5), or the map was created elsewhere without MemoryMappable"
                : "all of its variables are static or hidden";
        }

        // The kernel returns ENOTSUPP for such fields; any other error concerns resources or filters, which the map itself does not depend on.
        Errno error = section.Memory.ReplaceByMap(map.Handle, writable: !section.IsReadOnly);
        return error == Errno.None ? null
            : section.ManagedFields.Count != 0 ? $"it holds {string.Join(", ", section.ManagedFields.Order())}, which the kernel manages"
            : $"the kernel refused to map it ({error})";
    }
}

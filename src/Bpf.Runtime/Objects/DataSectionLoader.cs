using Bpf.Runtime.Maps;

namespace Bpf.Runtime.Objects;

/// <summary>Gives globals their initial values in the kernel, and this process the kernel's pages.</summary>
internal static class DataSectionLoader
{
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static void Load(DataSection section, string objectName)
    {
        BpfMap map = section.Map;
        if (!map.IsCreated)
            return;

        int key = 0;
        if (!map.IsReused)
        {
            map.Update(MapValue.Bytes(in key), section.Contents);
            if (section.IsReadOnly)
                map.Freeze(); // before mapping: a writable mapping would forbid it
        }

        if ((map.Flags & MapFlags.MemoryMappable) == 0)
        {
            if (section.IsReadOnly)
                section.Memory.Protect();

            return;
        }

        Errno error = section.Memory.ReplaceByMap(map.Handle, writable: !section.IsReadOnly);
        if (error != Errno.None)
            throw BpfException.FromKernel("map the globals of", $"{objectName}{section.Name}", error);
    }
}

using Bpf.Runtime.Maps;

namespace Bpf.Runtime.Loading;

/// <summary>Fills the initial slots that the object file specifies with maps and programs.</summary>
internal static class MapInitializer
{
    /// <exception cref="BpfException">A map is missing, or the kernel refused.</exception>
    public static void FillWithMaps(BpfMap map, BpfMapCollection maps)
    {
        if (map.Kind is { HoldsMaps: true })
        {
            Fill(map, name => maps[name].Handle.Descriptor);
        }
    }

    /// <exception cref="BpfException">A program is missing or not loaded, or the kernel refused.</exception>
    public static void FillWithPrograms(BpfMap map, BpfProgramCollection programs)
    {
        if (map.Kind is { HoldsPrograms: true })
        {
            Fill(map, name => programs[name].Handle.Descriptor);
        }
    }

    private static void Fill(BpfMap map, Func<string, int> descriptorOf)
    {
        if (!map.IsCreated || map.IsReused || map.Definition is null)
        {
            return;
        }

        string?[] slots = map.Definition.InitialSlots;
        for (int slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot] is not { } name)
            {
                continue;
            }

            int descriptor = descriptorOf(name);
            map.Update(MapValue.Bytes(in slot), MapValue.Bytes(in descriptor));
        }
    }
}

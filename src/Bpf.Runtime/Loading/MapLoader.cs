using Bpf.Runtime.Data;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime.Loading;

/// <summary>Creates the maps of an object and sets their initial contents.</summary>
internal static class MapLoader
{
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static void Load(ObjectParts parts, BpfHandle? types, BpfHandle? token, KernelFeatures features)
    {
        MapCreator creator = new(parts.Name, types, parts.File.Btf, token, features, parts.Options.Log);
        if (parts.DataSections.Count != 0 && features.GlobalData.State == FeatureState.Missing)
        {
            parts.Log(BpfLogLevel.Warning, parts.Name, $"{features.GlobalData}: programs that use globals will not load");
            foreach (DataSection section in parts.DataSections)
            {
                section.Map.AutoCreate = false;
            }
        }

        foreach (BpfMap map in parts.Maps)
        {
            map.InnerCreator = creator;
            if (map is not { AutoCreate: true, IsCreated: false })
            {
                continue;
            }

            if (map.Definition?.StructOps is not null)
            {
                map.StructOps = StructOpsBinder.Bind(map, parts.File.Btf!, parts.KernelTypes.Vmlinux, parts.Programs);
                map.ValueSize = map.StructOps.Data.Length;
                if (!StructOpsBinder.HasLinks(parts.KernelTypes.Vmlinux))
                {
                    map.Flags &= ~MapFlags.Link;
                }
            }

            creator.Create(map);
        }

        foreach (BpfMap map in parts.Maps)
        {
            MapInitializer.FillWithMaps(map, parts.Maps);
        }

        parts.Arena?.Load(parts.Name, features);

        foreach (DataSection section in parts.DataSections)
        {
            DataSectionLoader.Load(section, parts.Name, parts.Options.Log);
        }

        if (parts.Configuration is { } configuration)
        {
            DataSectionLoader.Load(configuration, parts.Name, parts.Options.Log);
        }
    }
}

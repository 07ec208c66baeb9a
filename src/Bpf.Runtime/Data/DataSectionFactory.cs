using Bpf.Objects.Description;
using Bpf.Objects.Maps;

namespace Bpf.Runtime.Data;

/// <summary>Creates the memory and the map for each section of globals.</summary>
internal static class DataSectionFactory
{
    public static List<DataSection> Create(ObjectFile file)
    {
        List<DataSection> result = [];
        try
        {
            foreach (DataSectionDefinition definition in DataSectionReader.Read(file))
            {
                result.Add(new DataSection(definition.Section, () => DataVariableReader.Read(file.Elf, definition.Section), new BpfMap(definition.Map),
                    file.Btf));
            }
        }
        catch
        {
            foreach (DataSection section in result)
            {
                section.Dispose();
            }

            throw;
        }

        return result;
    }

    /// <summary>Creates the map of the configuration values; <see langword="null"/> when the object uses none.</summary>
    public static DataSection? CreateConfiguration(ObjectFile file)
        => DataSectionReader.ReadConfiguration(file) is { } map ? new DataSection(map.Name, map.ValueSize, new BpfMap(map)) : null;
}

using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>The arguments of a <c>[BpfMap]</c> attribute that rules look at.</summary>
internal readonly struct MapArguments
{
    private MapArguments(string? name, int maxEntries, int byteSize, uint flags)
    {
        Name = name;
        MaxEntries = maxEntries;
        ByteSize = byteSize;
        Flags = flags;
    }

    public string? Name { get; }

    public int MaxEntries { get; }

    public int ByteSize { get; }

    public uint Flags { get; }

    public static MapArguments Of(AttributeData attribute)
    {
        (string? name, int maxEntries, int byteSize, uint flags) = (null, 0, 0, 0U);
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            switch (argument)
            {
                case { Key: "Name", Value.Value: string value }:
                    name = value;
                    break;
                case { Key: "MaxEntries", Value.Value: int value }:
                    maxEntries = value;
                    break;
                case { Key: "ByteSize", Value.Value: int value }:
                    byteSize = value;
                    break;
                case { Key: "Flags", Value.Value: uint value }:
                    flags = value;
                    break;
            }
        }

        return new MapArguments(name, maxEntries, byteSize, flags);
    }
}

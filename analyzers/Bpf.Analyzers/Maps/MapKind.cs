using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Maps;

/// <summary>What the <c>[BpfMapKind]</c> of a map class says about a map.</summary>
internal readonly struct MapKind
{
    /// <summary>Keys are built on the BPF stack (MAX_BPF_STACK).</summary>
    public const int MaximumKeySize = 512;

    private MapKind(uint type, ITypeSymbol? key, ITypeSymbol? value, ITypeSymbol? record, bool isSizedInBytes)
    {
        Type = type;
        Key = key;
        Value = value;
        Record = record;
        IsSizedInBytes = isSizedInBytes;
    }

    /// <summary>Kernel map type.</summary>
    public uint Type { get; }

    /// <summary>The key when it is a type argument.</summary>
    public ITypeSymbol? Key { get; }

    /// <summary>The value when it is a type argument.</summary>
    public ITypeSymbol? Value { get; }

    /// <summary>The size is given in bytes: ring buffers.</summary>
    public bool IsSizedInBytes { get; }

    /// <summary>The number of entries must be given: not for local storage and perf event arrays.</summary>
    public bool CountsEntries => !IsSizedInBytes && Type is not (0 or 4) && !LocalStorage.Is(Type);

    /// <summary>Every CPU has its own values.</summary>
    public bool IsPerCpu => Type is 5 or 6 or 10;

    /// <summary>The keys are the numbers from 0 to the number of entries.</summary>
    public bool IsArray => Type is 2 or 3 or 6 or 12; // BPF_MAP_TYPE_{ARRAY,PROG_ARRAY,PERCPU_ARRAY,ARRAY_OF_MAPS}

    /// <summary>The key begins with the length of a prefix.</summary>
    public bool IsPrefixTrie => Type == 11; // BPF_MAP_TYPE_LPM_TRIE

    /// <summary>The type of the records when it is a type argument.</summary>
    public ITypeSymbol? Record { get; }

    /// <summary>Size of the key in bytes; 0 when not known.</summary>
    public int KeySize => Key is not null && TypeLayout.Of(Key) is { } layout ? layout.Size : 0;

    public static MapKind Of(ITypeSymbol mapType, BpfSymbols symbols)
    {
        AttributeData? attribute = mapType.GetAttributes()
            .FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, symbols.MapKindAttribute));
        if (attribute is null || mapType is not INamedTypeSymbol named)
        {
            return default;
        }

        (ITypeSymbol? key, ITypeSymbol? value, ITypeSymbol? record, bool isSizedInBytes) = (null, null, null, false);
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            switch (argument)
            {
                case { Key: "KeyParameter", Value.Value: int index } when index >= 0:
                    key = named.TypeArguments[index];
                    break;
                case { Key: "ValueParameter", Value.Value: int index } when index >= 0:
                    value = named.TypeArguments[index];
                    break;
                case { Key: "RecordParameter", Value.Value: int index } when index >= 0:
                    record = named.TypeArguments[index];
                    break;
                case { Key: "SizedInBytes", Value.Value: bool flag }:
                    isSizedInBytes = flag;
                    break;
            }
        }

        return new MapKind(attribute.ConstructorArguments.FirstOrDefault().Value as uint? ?? 0, key, value, record, isSizedInBytes);
    }
}

namespace Bpf;

/// <summary>Tells the compiler and the generator what kernel map a map class stands for.</summary>
/// <param name="type">Kernel map type.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BpfMapKindAttribute(BpfMapType type) : Attribute
{
    /// <summary>Kernel map type.</summary>
    public BpfMapType Type { get; } = type;

    /// <summary>Index of the type parameter that is the key; -1 when the key is not a type parameter.</summary>
    public int KeyParameter { get; set; } = -1;

    /// <summary>Index of the type parameter that is the value; -1 when the value is not a type parameter.</summary>
    public int ValueParameter { get; set; } = -1;

    /// <summary>Index of the type parameter that is the type of queued records; -1 when the map queues none.</summary>
    public int RecordParameter { get; set; } = -1;

    /// <summary>The key is a 32-bit index.</summary>
    public bool IndexKey { get; set; }

    /// <summary>Fixed value size in bytes for maps whose value is a file descriptor; 0 otherwise.</summary>
    public int FixedValueSize { get; set; }

    /// <summary>The size comes from <see cref="BpfMapAttribute.ByteSize"/>.</summary>
    public bool SizedInBytes { get; set; }
}

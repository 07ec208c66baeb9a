namespace Bpf;

/// <summary>How a map is pinned when the object is loaded.</summary>
public enum BpfMapPinning
{
    /// <summary>Not pinned (<c>LIBBPF_PIN_NONE</c>).</summary>
    None = 0,

    /// <summary>Pinned under its name in the pin directory, and reused from there when a compatible map exists (<c>LIBBPF_PIN_BY_NAME</c>).</summary>
    ByName = 1,
}

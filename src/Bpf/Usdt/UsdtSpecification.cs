namespace Bpf.Usdt;

/// <summary>The arguments of the probes that share a specification, and the user's cookie.</summary>
internal struct UsdtSpecification
{
    /// <summary>The arguments.</summary>
    public UsdtArgumentArray Arguments;

    /// <summary>The cookie passed at attach.</summary>
    public ulong Cookie;

    /// <summary>Number of arguments.</summary>
    public short ArgumentCount;
}

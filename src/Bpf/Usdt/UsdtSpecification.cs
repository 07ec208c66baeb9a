namespace Bpf.Usdt;

/// <summary>The arguments of the points that share a specification, and the user's cookie.</summary>
internal struct UsdtSpecification
{
    /// <summary>The arguments.</summary>
    public UsdtArgumentArray Arguments;

    /// <summary>The cookie given at attach time.</summary>
    public ulong Cookie;

    /// <summary>Number of arguments.</summary>
    public short ArgumentCount;
}

using System.Runtime.CompilerServices;

namespace Bpf.Usdt;

/// <summary>The most arguments a point can have.</summary>
[InlineArray(Capacity)]
internal struct UsdtArgumentArray
{
    /// <summary>Number of arguments.</summary>
    public const int Capacity = 12;

    private UsdtArgument _first;
}

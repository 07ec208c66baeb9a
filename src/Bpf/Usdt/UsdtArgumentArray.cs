using System.Runtime.CompilerServices;

namespace Bpf.Usdt;

/// <summary>Array with the maximum number of arguments.</summary>
[InlineArray(Capacity)]
internal struct UsdtArgumentArray
{
    /// <summary>Maximum number of arguments.</summary>
    public const int Capacity = 12;

    private UsdtArgument _first;
}

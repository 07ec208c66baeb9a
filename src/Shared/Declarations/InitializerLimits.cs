namespace Bpf.Shared;

/// <summary>How far the compiler runs the code that computes an initial value.</summary>
internal static class InitializerLimits
{
    /// <summary>Calls within each other.</summary>
    public const int Depth = 64;

    /// <summary>Instructions of one initializer.</summary>
    public const int Steps = 1_000_000;

    /// <summary>Bytes of one <c>stackalloc</c>.</summary>
    public const int LocalMemory = 1 << 20;
}

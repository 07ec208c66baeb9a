namespace Bpf.Shared;

/// <summary>The shape of global functions, which the verifier checks separately.</summary>
internal static class GlobalFunctionRules
{
    private const int MostParameters = 5; // MAX_BPF_FUNC_REG_ARGS, include/linux/bpf.h

    /// <summary>Returns what is wrong with a method, apart from the types of its parameters; null for nothing.</summary>
    /// <param name="isPlain">Whether it is static and not generic, and neither is its class.</param>
    /// <param name="returnsInteger">Whether it returns an integer.</param>
    /// <param name="parameters">The number of its parameters.</param>
    public static string? FaultOf(bool isPlain, bool returnsInteger, int parameters)
        => !isPlain ? "it must be static and not generic"
            : !returnsInteger ? "it must return an integer"
            : parameters > MostParameters ? $"it takes {parameters} arguments; {MostParameters} is the limit" : null;
}

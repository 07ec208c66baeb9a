namespace Bpf;

/// <summary>Argument of a traced kernel function.</summary>
internal static unsafe class FunctionArgument
{
    internal static ulong Of(void* context, int index)
    {
        ulong value = 0;
        BpfHelpers.GetFuncArg(context, (uint)index, &value);
        return value;
    }
}

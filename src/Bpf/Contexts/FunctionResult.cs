namespace Bpf;

/// <summary>Result of a traced kernel function.</summary>
internal static unsafe class FunctionResult
{
    internal static ulong Of(void* context)
    {
        ulong value = 0;
        BpfHelpers.GetFuncRet(context, &value);
        return value;
    }
}

using System.Collections.Frozen;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Intrinsics;

/// <summary>The methods that the compiler replaces with its own instructions, by declaring type and name.</summary>
internal static class IntrinsicTable
{
    private static readonly FrozenDictionary<string, Func<IntrinsicCall, StackValue>> s_framework = Collect(
        InterlockedIntrinsics.All, UnsafeIntrinsics.All, BitIntrinsics.All, RuntimeIntrinsics.All);

    private static readonly FrozenDictionary<string, Func<IntrinsicCall, StackValue>> s_vocabulary = Collect(
        BpfIntrinsics.All, CoreIntrinsics.All, PrintIntrinsics.All, ArenaIntrinsics.All, TracepointIntrinsics.All, ObjectIntrinsics.All);

    /// <summary>Returns the replacement of a method; null when the method is compiled like any other.</summary>
    public static Func<IntrinsicCall, StackValue>? Find(MethodDesc method)
    {
        if (method.Module.IsFramework)
        {
            if (method.Name is "get_IsSupported" or "get_IsHardwareAccelerated" && method.IsStatic)
            {
                return static call => call.Emit.Constant(0);
            }

            // Spans of numbers are swapped by the framework's own loop.
            return BitIntrinsics.IsOfSpans(method) ? null : s_framework.GetValueOrDefault($"{method.Owner.FullName}.{method.Name}");
        }

        return method.Module.IsVocabulary && method.FindAttribute(AttributeNames.Intrinsic) is { } attribute
            ? s_vocabulary.GetValueOrDefault((string)attribute.Arguments[0]!)
            : null;
    }

    private static FrozenDictionary<string, Func<IntrinsicCall, StackValue>> Collect(
        params IEnumerable<(string Name, Func<IntrinsicCall, StackValue> Emit)>[] groups)
        => groups.SelectMany(group => group).ToFrozenDictionary(item => item.Name, item => item.Emit);
}

using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Lists and trees.</content>
internal sealed partial class MethodImporter
{
    // The method with one more parameter does it: the offset of the node, which depends on the field that holds the collection.
    private StackValue CallCollection(MethodDesc method, StackValue[] arguments)
    {
        long offset = OffsetOfNode(method, arguments[0]);
        int count = method.Signature.ParameterTypes.Length;
        MethodDesc target = method.Owner.Methods.Single(candidate => candidate.Name == method.Name && candidate.Signature.ParameterTypes.Length == count + 1);
        for (int i = 1; i < arguments.Length; i++)
        {
            if (arguments[i].Symbol is Symbol.Function callback)
            {
                // The kernel passes the nodes of the objects.
                arguments[i] = new StackValue(StackKind.Pointer,
                    Module.Functions.GetCallback(callback, _emit.Function, _instruction.Offset, offset).Value);
            }
        }

        return CallFunction(target, [.. arguments, new StackValue(StackKind.Int64, _emit.Int64(offset))]);
    }

    private static long OffsetOfNode(MethodDesc method, StackValue collection)
    {
        FieldDesc? holder = (collection.Symbol as Symbol.Collection)?.Holder;
        try
        {
            FieldDesc node = ManagedTypes.NodeOf(method.Owner, holder);
            return node.Owner.Layout.OffsetOf(node);
        }
        catch (CompilationException exception) when (holder is null && exception.Diagnostic == BpfDiagnostics.CollectionNode)
        {
            throw new CompilationException(BpfDiagnostics.CollectionFieldExpected, method.DisplayName);
        }
    }
}

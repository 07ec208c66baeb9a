using System.Runtime.CompilerServices;

namespace Bpf.Usdt;

/// <summary>Reads the arguments of a probe according to the specification written by the loader.</summary>
internal static unsafe class UsdtArguments
{
    private const int RegisterOffsetMask = 0xFFF;

    internal static int Count(void* context)
        => TryGetSpecification(context, out BpfRef<UsdtSpecification> specification) ? specification.Value.ArgumentCount : 0;

    internal static ulong Cookie(void* context)
        => TryGetSpecification(context, out BpfRef<UsdtSpecification> specification) ? specification.Value.Cookie : 0;

    internal static long Read(void* context, int index)
    {
        if (!TryGetSpecification(context, out BpfRef<UsdtSpecification> reference))
        {
            return 0;
        }

        ref UsdtSpecification specification = ref reference.Value;
        if ((uint)index >= UsdtArgumentArray.Capacity || index >= specification.ArgumentCount)
        {
            return 0;
        }

        ref UsdtArgument argument = ref Unsafe.Add(ref Unsafe.As<UsdtArgumentArray, UsdtArgument>(ref specification.Arguments), index);
        ulong value = argument.Kind == UsdtArgumentKind.Constant ? argument.Offset : Register(context, argument.RegisterOffset);
        if (argument.Kind >= UsdtArgumentKind.Memory)
        {
            if (argument.Kind == UsdtArgumentKind.IndexedMemory)
            {
                value += Register(context, argument.IndexAndScale & RegisterOffsetMask) << (argument.IndexAndScale >> 12);
            }

            value = UserMemory(value + argument.Offset);
        }

        int shift = argument.Shift;
        value <<= shift;
        return argument.IsSigned != 0 ? (long)value >> shift : (long)(value >> shift);
    }

    private static bool TryGetSpecification(void* context, out BpfRef<UsdtSpecification> specification)
    {
        uint number;
        if (UsdtMaps.HasCookie)
        {
            number = (uint)ContextHelpers.GetAttachCookie(context);
        }
        else if (!UsdtMaps.SpecificationByAddress.TryGetValue((long)ContextRegisters.InstructionPointer(context), out number))
        {
            specification = default;
            return false;
        }

        return UsdtMaps.Specifications.TryGetRef(number, out specification);
    }

    // The offset is not a constant, and the verifier allows only constant offsets into the context, so a helper copies the bytes.
    private static ulong Register(void* context, int offset)
    {
        ulong value = 0;
        BpfHelpers.ProbeReadKernel(&value, sizeof(ulong), (byte*)context + offset);
        return value;
    }

    private static ulong UserMemory(ulong address)
    {
        ulong value = 0;
        BpfHelpers.ProbeReadUser(&value, sizeof(ulong), (void*)address);
        return value;
    }
}

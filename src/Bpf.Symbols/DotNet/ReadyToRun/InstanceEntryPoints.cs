using System.Reflection.Metadata;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>
/// The instances of generic methods, and of methods of generic types, in a ReadyToRun image: a hash table of signatures, each followed by the entry point.
/// </summary>
internal static unsafe class InstanceEntryPoints
{
    private const int MostEntries = 1 << 20;
    private const int MostDepth = 32;
    private const int MostBucketBits = 24;
    // Flags of a signature (READYTORUN_METHOD_SIG_*).
    private const int MethodInstantiationFlag = 0x04;
    private const int SlotFlag = 0x08;
    private const int MemberReferenceFlag = 0x10;
    private const int ConstrainedFlag = 0x20;
    private const int OwnerTypeFlag = 0x40;
    private const int OtherModuleFlag = 0x80;

    /// <summary>Reads the table.</summary>
    /// <returns>The indexes of runtime functions and the methods that begin there; what is damaged is left out.</returns>
    public static List<(uint Function, PrecompiledMethod Method)> Read(ReadOnlySpan<byte> table)
    {
        List<(uint, PrecompiledMethod)> found = [];
        int bits = table.IsEmpty ? MostBucketBits + 1 : table[0] >> 2;
        if (bits > MostBucketBits)
        {
            return found;
        }

        // The offsets of buckets follow the first byte, and are relative to what follows it.
        NativeReader reader = new(table);
        int width = table[0] & 3;
        for (uint bucket = 0; bucket < 1u << bits; bucket++)
        {
            if (!reader.TryIndex(1, width, bucket, out uint at) || !reader.TryIndex(1, width, bucket + 1, out uint end))
            {
                break;
            }

            for ((at, end) = (at + 1, end + 1); at < end && found.Count < MostEntries;)
            {
                at++; // a byte of the hash
                uint entry = at;
                if (!reader.TrySigned(ref at, out int distance))
                {
                    break;
                }

                entry = (uint)(entry + distance);
                if (entry < (uint)table.Length && Method(table[(int)entry..]) is ({ } method, var length))
                {
                    uint point = entry + (uint)length;
                    if (reader.TryEntryPoint(ref point, out uint function))
                    {
                        found.Add((function, method));
                    }
                }
            }
        }

        return found;
    }

    private static (PrecompiledMethod? Method, int Length) Method(ReadOnlySpan<byte> signature)
    {
        fixed (byte* start = signature)
        {
            BlobReader reader = new(start, signature.Length);
            try
            {
                int flags = reader.ReadCompressedInteger();
                if ((flags & (SlotFlag | ConstrainedFlag)) != 0)
                {
                    return default;
                }

                bool isOther = (flags & OtherModuleFlag) != 0 && reader.ReadCompressedInteger() >= 0;
                if ((flags & OwnerTypeFlag) != 0)
                {
                    isOther |= Skip(ref reader, 0);
                }

                uint row = (uint)reader.ReadCompressedInteger();
                for (int count = (flags & MethodInstantiationFlag) != 0 ? reader.ReadCompressedInteger() : 0; count > 0; count--)
                {
                    Skip(ref reader, 0);
                }

                return (new PrecompiledMethod(isOther ? 0 : row, (flags & MemberReferenceFlag) != 0), reader.Offset);
            }
            catch (BadImageFormatException)
            {
                return default;
            }
        }
    }

    // Skips a type. True if it is one of another module, whose rows the method then has.
    private static bool Skip(ref BlobReader reader, int depth)
    {
        if (depth > MostDepth)
        {
            throw new BadImageFormatException();
        }

        switch (reader.ReadByte())
        {
            case 0x0F or 0x10 or 0x1D or 0x45 or 0x3D: // ELEMENT_TYPE_PTR, _BYREF, _SZARRAY, _PINNED, _NATIVE_VALUETYPE_ZAPSIG
                return Skip(ref reader, depth + 1);
            case 0x11 or 0x12 or 0x13 or 0x1E or 0x3B: // ELEMENT_TYPE_VALUETYPE, _CLASS, _VAR, _MVAR, _VAR_ZAPSIG
                reader.ReadCompressedInteger();
                return false;
            case 0x14: // ELEMENT_TYPE_ARRAY
                Skip(ref reader, depth + 1);
                reader.ReadCompressedInteger();
                SkipNumbers(ref reader);
                SkipNumbers(ref reader);
                return false;
            case 0x15: // ELEMENT_TYPE_GENERICINST
                bool isOther = Skip(ref reader, depth + 1);
                SkipTypes(ref reader, reader.ReadCompressedInteger(), depth);
                return isOther;
            case 0x1B: // ELEMENT_TYPE_FNPTR; the result is not counted
                reader.ReadByte();
                SkipTypes(ref reader, reader.ReadCompressedInteger() + 1, depth);
                return false;
            case 0x1F or 0x20: // ELEMENT_TYPE_CMOD_REQD, _CMOD_OPT
                reader.ReadCompressedInteger();
                return Skip(ref reader, depth + 1);
            case 0x3F: // ELEMENT_TYPE_MODULE_ZAPSIG
                reader.ReadCompressedInteger();
                Skip(ref reader, depth + 1);
                return true;
            case 0 or (> 0x1E and not (0x3E or 0x41)): // 0x3E is ELEMENT_TYPE_CANON_ZAPSIG
                throw new BadImageFormatException();
            default:
                return false;
        }
    }

    private static void SkipTypes(ref BlobReader reader, int count, int depth)
    {
        for (; count > 0; count--)
        {
            Skip(ref reader, depth + 1);
        }
    }

    private static void SkipNumbers(ref BlobReader reader)
    {
        for (int count = reader.ReadCompressedInteger(); count > 0; count--)
        {
            reader.ReadCompressedInteger();
        }
    }
}

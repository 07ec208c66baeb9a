namespace Bpf.Objects.Btf;

/// <summary>
/// Replaces BTF records that a kernel does not understand with records of the same length that it does, so that ids and strings keep their places,
/// and maps and line information keep their types.
/// </summary>
internal static class BtfSanitizer
{
    private const uint OneByteInt = 8; // BTF_INT_ENC: unsigned, 8 bits
    private const uint FlagBit = 1U << 31;

    /// <summary>Returns a copy for a kernel with the given BTF features.</summary>
    public static BtfTypeTable Sanitize(BtfTypeTable source, BtfAbilities abilities)
    {
        BtfBuilder builder = new(source);
        uint oneByte = (abilities & BtfAbilities.Enum64) == 0 ? builder.AddInt("enum64_placeholder", 1, signed: false) : 0;
        BtfTypeTable types = builder.Build();
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            Sanitize(types, types[id], abilities, oneByte);
        }

        return types;
    }

    private static void Sanitize(BtfTypeTable types, BtfType type, BtfAbilities abilities, uint oneByte)
    {
        bool Lacks(BtfAbilities ability) => (abilities & ability) == 0;
        Span<uint> record = type.Record;
        switch (type.Kind)
        {
            case BtfKind.Variable when Lacks(BtfAbilities.DataSections):
            case BtfKind.DeclarationTag when Lacks(BtfAbilities.DeclarationTags):
                record[0] = type.Kind == BtfKind.Variable ? record[0] : 0;
                record[1] = Info(BtfKind.Int, 0);
                record[2] = 1;
                record[3] = OneByteInt;
                if (record[0] == 0)
                {
                    record[0] = FirstName(types);
                }

                break;
            case BtfKind.DataSection when Lacks(BtfAbilities.DataSections):
                ReplaceSection(types, type);
                break;
            case BtfKind.DataSection when Lacks(BtfAbilities.QuestionMarkNames):
                Rename(types, type.NameOffset, static c => c == (byte)'?');
                break;
            case BtfKind.FunctionPrototype when Lacks(BtfAbilities.Functions):
                ReplacePrototype(types, type);
                break;
            case BtfKind.Function when Lacks(BtfAbilities.Functions):
                record[1] = Info(BtfKind.Typedef, 0);
                break;
            case BtfKind.Function when Lacks(BtfAbilities.GlobalFunctions):
                record[1] = Info(BtfKind.Function, (uint)BtfLinkage.Static);
                break;
            case BtfKind.Float when Lacks(BtfAbilities.Floats):
                record[0] = 0;
                record[1] = Info(BtfKind.Struct, 0);
                break;
            case BtfKind.TypeTag when Lacks(BtfAbilities.TypeTags):
                record[0] = 0;
                record[1] = Info(BtfKind.Const, 0);
                break;
            case BtfKind.Enum when Lacks(BtfAbilities.Enum64):
                record[1] &= ~FlagBit;
                break;
            case BtfKind.Enum64 when Lacks(BtfAbilities.Enum64):
                ReplaceEnum64(type, oneByte);
                break;
        }
    }

    /// <summary>Turns a data section into a struct; the entries of both have the same length.</summary>
    private static void ReplaceSection(BtfTypeTable types, BtfType section)
    {
        Span<uint> record = section.Record;
        int count = section.Count;
        record[1] = Info(BtfKind.Struct, (uint)count);
        for (int i = 0; i < count; i++)
        {
            Span<uint> member = record.Slice(3 + (3 * i), 3);
            uint variable = member[0];
            uint offset = member[1];
            member[0] = types[variable].NameOffset;
            member[1] = variable;
            member[2] = offset * 8;
        }

        Rename(types, section.NameOffset, static c => c is (byte)'.' or (byte)'?');
    }

    /// <summary>Turns a prototype into an enum; parameters and enumerators have the same length.</summary>
    private static void ReplacePrototype(BtfTypeTable types, BtfType prototype)
    {
        Span<uint> record = prototype.Record;
        int count = prototype.Count;
        record[1] = Info(BtfKind.Enum, (uint)count);
        record[2] = sizeof(uint);
        for (int i = 0; i < count; i++)
        {
            if (record[3 + (2 * i)] == 0)
            {
                record[3 + (2 * i)] = FirstName(types);
            }
        }
    }

    private static void ReplaceEnum64(BtfType type, uint oneByte)
    {
        Span<uint> record = type.Record;
        record[1] = Info(BtfKind.Union, (uint)type.Count);
        for (int i = 0; i < type.Count; i++)
        {
            record[3 + (3 * i) + 1] = oneByte;
            record[3 + (3 * i) + 2] = 0;
        }
    }

    /// <summary>Returns some valid name, for records to which the kernel requires one.</summary>
    private static uint FirstName(BtfTypeTable types)
    {
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            if (types[id] is { Kind: BtfKind.Int, NameOffset: not 0 } named && named.IntBits > 8)
            {
                return named.NameOffset;
            }
        }

        return 0;
    }

    private static void Rename(BtfTypeTable types, uint nameOffset, Func<byte, bool> isBad)
    {
        Span<byte> name = types.WritableString(nameOffset);
        for (int i = 0; i < name.Length; i++)
        {
            if (isBad(name[i]))
            {
                name[i] = (byte)'_';
            }
        }
    }

    private static uint Info(BtfKind kind, uint count) => ((uint)kind << 24) | count;
}

/** What somebody who unzips a pack reads first. */
export const README_TEXT = `审计包 Audit pack

本文件包含储备库台账的全部或部分事件、签名检查点、密钥清单和适用政策。
核验方法（无需联网）：
1. 用浏览器打开您自己保存的 verify.html（不要使用来历不明的副本），选择本压缩包；或
2. 在命令行运行 reserve-pool verify <本压缩包>；或
3. 运行 python3 verify.py <本压缩包>（只需 Python 3 标准库）。
密钥清单中的首个密钥须与您从其他渠道得知的密钥一致。

This is all or part of a reserve pool's ledger: events as stored, signed checkpoints, the key list, the policies.
To verify it, offline: open your own copy of verify.html (not one of unknown origin) and choose this zip; or run
"reserve-pool verify <this zip>"; or "python3 verify.py <this zip>". The first key of the key list must be the one
you were told of elsewhere. The formats are written down in docs/audit-format.md of the program's source.
`;

//! The words of the corpus, in English and Chinese; lists only, no decision.
//!
//! No list holds a word that a rule of the program objects to: no superlative, no certification beside SOC, no
//! deprecated term, no figure about a report.

use super::sentence::Phrase;

/// One provider of the corpus.
pub(super) struct Provider {
    pub(super) id: &'static str,
    pub(super) initials: &'static str,
    pub(super) name: Phrase,
}

/// Invented names; each has the reports `soc-1`, `soc-2` and `iso-27001`.
pub(super) const PROVIDERS: &[Provider] = &[
    Provider { id: "aurora-cloud", initials: "AC", name: Phrase { en: "Aurora Cloud", zh: "极光云" } },
    Provider { id: "basalt-data", initials: "BD", name: Phrase { en: "Basalt Data", zh: "玄武数据" } },
    Provider { id: "cedar-identity", initials: "CI", name: Phrase { en: "Cedar Identity", zh: "雪松身份" } },
    Provider { id: "delta-payments", initials: "DP", name: Phrase { en: "Delta Payments", zh: "三角洲支付" } },
    Provider { id: "ember-analytics", initials: "EA", name: Phrase { en: "Ember Analytics", zh: "余烬分析" } },
    Provider { id: "fjord-hosting", initials: "FH", name: Phrase { en: "Fjord Hosting", zh: "峡湾托管" } },
    Provider { id: "granite-mail", initials: "GM", name: Phrase { en: "Granite Mail", zh: "花岗岩邮件" } },
    Provider { id: "harbor-storage", initials: "HS", name: Phrase { en: "Harbor Storage", zh: "港湾存储" } },
];

/// A framework, and the report that every provider has under it.
pub(super) const FRAMEWORKS: &[(&str, &str)] = &[("soc-1", "soc-1"), ("soc-2", "soc-2"), ("iso-27001", "iso-27001")];

/// The facts of each report that prose quotes, with the words before the quote.
pub(super) const QUOTES: &[(&str, &[(&str, Phrase)])] = &[
    (
        "soc-1",
        &[
            ("period", Phrase { en: "Period examined", zh: "审查期间" }),
            ("auditor", Phrase { en: "Auditor", zh: "审计师" }),
            ("locations", Phrase { en: "Locations", zh: "地点" }),
            ("cadence", Phrase { en: "Cadence", zh: "频率" }),
        ],
    ),
    (
        "soc-2",
        &[
            ("criteria", Phrase { en: "Categories examined", zh: "审查类别" }),
            ("period", Phrase { en: "Period examined", zh: "审查期间" }),
            ("services", Phrase { en: "Services in scope", zh: "范围内的服务" }),
            ("opinion", Phrase { en: "Opinion", zh: "意见" }),
        ],
    ),
    (
        "iso-27001",
        &[
            ("valid_until", Phrase { en: "Valid until", zh: "有效期至" }),
            ("issued_on", Phrase { en: "Issued on", zh: "签发日期" }),
            ("auditor", Phrase { en: "Issued by", zh: "签发机构" }),
        ],
    ),
];

/// The glossary: id and name.
pub(super) const TERMS: &[(&str, Phrase)] = &[
    ("soc-report", Phrase { en: "SOC report", zh: "SOC 报告" }),
    ("trust-services-criteria", Phrase { en: "trust services criteria", zh: "信任服务标准" }),
    ("attestation", Phrase { en: "attestation", zh: "鉴证" }),
    ("user-entity", Phrase { en: "user entity", zh: "用户实体" }),
    ("subservice-organization", Phrase { en: "subservice organization", zh: "子服务机构" }),
    ("carve-out-method", Phrase { en: "carve-out method", zh: "排除法" }),
    ("inclusive-method", Phrase { en: "inclusive method", zh: "包含法" }),
    ("bridge-letter", Phrase { en: "bridge letter", zh: "过渡函" }),
    ("user-auditor", Phrase { en: "user auditor", zh: "用户审计师" }),
    ("service-auditor", Phrase { en: "service auditor", zh: "服务审计师" }),
    ("control-objective", Phrase { en: "control objective", zh: "控制目标" }),
    ("statement-of-applicability", Phrase { en: "statement of applicability", zh: "适用性声明" }),
    ("multi-factor-authentication", Phrase { en: "multi-factor authentication", zh: "多因素验证" }),
    ("least-privilege", Phrase { en: "least privilege", zh: "最小权限" }),
    ("encryption-at-rest", Phrase { en: "encryption at rest", zh: "静态加密" }),
    ("encryption-in-transit", Phrase { en: "encryption in transit", zh: "传输加密" }),
    ("key-rotation", Phrase { en: "key rotation", zh: "密钥轮换" }),
    ("envelope-encryption", Phrase { en: "envelope encryption", zh: "信封加密" }),
    ("tenant-isolation", Phrase { en: "tenant isolation", zh: "租户隔离" }),
    ("penetration-test", Phrase { en: "penetration test", zh: "渗透测试" }),
    ("vulnerability", Phrase { en: "vulnerability", zh: "漏洞" }),
    ("incident", Phrase { en: "incident", zh: "安全事件" }),
    ("recovery-point-objective", Phrase { en: "recovery point objective", zh: "恢复点目标" }),
    ("recovery-time-objective", Phrase { en: "recovery time objective", zh: "恢复时间目标" }),
    ("availability-zone", Phrase { en: "availability zone", zh: "可用区" }),
    ("region", Phrase { en: "region", zh: "地域" }),
    ("data-center", Phrase { en: "data center", zh: "数据中心" }),
    ("subprocessor", Phrase { en: "subprocessor", zh: "分处理者" }),
    ("personal-data", Phrase { en: "personal data", zh: "个人数据" }),
    ("data-controller", Phrase { en: "data controller", zh: "数据控制者" }),
    ("data-processor", Phrase { en: "data processor", zh: "数据处理者" }),
    ("retention-period", Phrase { en: "retention period", zh: "保留期" }),
    ("audit-log", Phrase { en: "audit log", zh: "审计日志" }),
    ("single-sign-on", Phrase { en: "single sign-on", zh: "单点登录" }),
    ("separation-of-duties", Phrase { en: "separation of duties", zh: "职责分离" }),
    ("risk-register", Phrase { en: "risk register", zh: "风险登记册" }),
    ("shared-responsibility", Phrase { en: "shared responsibility", zh: "责任共担" }),
    ("configuration-drift", Phrase { en: "configuration drift", zh: "配置漂移" }),
    ("web-application-firewall", Phrase { en: "web application firewall", zh: "网站应用防火墙" }),
    ("change-board", Phrase { en: "change board", zh: "变更委员会" }),
];

/// The readers an entry is written for.
pub(super) const AUDIENCES: &[&str] = &[
    "customer",
    "institutional-customer",
    "prospect",
    "user-auditor",
    "regulator",
    "shareholder",
    "business-partner",
    "public",
];

/// Tags, also used as code words.
pub(super) const TAGS: &[&str] = &[
    "access",
    "audit",
    "backup",
    "change",
    "cloud",
    "continuity",
    "cryptography",
    "deletion",
    "encryption",
    "governance",
    "hosting",
    "identity",
    "incident",
    "keys",
    "logging",
    "monitoring",
    "network",
    "physical",
    "privacy",
    "recovery",
    "retention",
    "risk",
    "supplier",
    "testing",
    "training",
];

/// Who keeps an entry up to date.
pub(super) const OWNERS: &[&str] = &[
    "security-office",
    "privacy-office",
    "platform-group",
    "audit-desk",
    "legal",
    "vendor-desk",
    "identity-team",
    "operations",
];

/// What a topic is about.
pub(super) const SUBJECTS: &[Phrase] = &[
    Phrase { en: "Access control", zh: "访问控制" },
    Phrase { en: "Encryption and keys", zh: "加密与密钥" },
    Phrase { en: "Incident response", zh: "事件响应" },
    Phrase { en: "Business continuity", zh: "业务连续性" },
    Phrase { en: "Vendor management", zh: "供应商管理" },
    Phrase { en: "Data residency", zh: "数据驻留" },
    Phrase { en: "Privacy rights", zh: "隐私权利" },
    Phrase { en: "Network security", zh: "网络安全" },
    Phrase { en: "Secure development", zh: "安全开发" },
    Phrase { en: "Audit reports", zh: "审计报告" },
    Phrase { en: "Change management", zh: "变更管理" },
    Phrase { en: "Physical security", zh: "物理安全" },
    Phrase { en: "Logging and monitoring", zh: "日志与监控" },
    Phrase { en: "Human resources", zh: "人力资源" },
    Phrase { en: "Vulnerability handling", zh: "漏洞处理" },
    Phrase { en: "Asset management", zh: "资产管理" },
    Phrase { en: "Backup and recovery", zh: "备份与恢复" },
    Phrase { en: "Identity and sign-in", zh: "身份与登录" },
    Phrase { en: "Data deletion", zh: "数据删除" },
    Phrase { en: "Shared responsibility", zh: "责任共担" },
    Phrase { en: "Cloud governance", zh: "云治理" },
    Phrase { en: "Payment data", zh: "支付数据" },
    Phrase { en: "Mobile devices", zh: "移动设备" },
    Phrase { en: "Artificial intelligence", zh: "人工智能" },
    Phrase { en: "Open source", zh: "开源" },
];

/// Patterns of titles.
pub(super) const QUESTIONS: &[Phrase] = &[
    Phrase { en: "How does {system} protect {data} {place}?", zh: "{system}{place}如何保护{data}？" },
    Phrase { en: "Who can access {data} of {system} {place}?", zh: "谁可以{place}访问{system}的{data}？" },
    Phrase {
        en: "How long does {provider} keep {data} of {component}?",
        zh: "{provider}保留{component}的{data}多长时间？",
    },
    Phrase { en: "What happens to {data} in {system} {moment}?", zh: "{system}中的{data}{moment}会怎样？" },
    Phrase { en: "Does {system} support {control} {place}?", zh: "{system}{place}支持{control}吗？" },
    Phrase { en: "Is {control} required for {component}?", zh: "{component}是否要求{control}？" },
    Phrase {
        en: "Which team is responsible for {control} in {system} {place}?",
        zh: "{place}由哪个团队负责{system}的{control}？",
    },
    Phrase {
        en: "How is {risk} in {component} detected {place}?", zh: "{place}如何发现{component}中的{risk}？"
    },
    Phrase { en: "How often is {control} tested for {component}?", zh: "{component}的{control}多久测试一次？" },
    Phrase {
        en: "Where is the evidence for {control} in {component}?", zh: "{component}中{control}的证据在哪里？"
    },
    Phrase {
        en: "Can customers export {data} from {system} {moment}?",
        zh: "客户可以{moment}从{system}导出{data}吗？",
    },
    Phrase {
        en: "What does {provider} do about {risk} in {component}?",
        zh: "{provider}如何应对{component}中的{risk}？",
    },
    Phrase { en: "Are {data} encrypted by {component}?", zh: "{component}会加密{data}吗？" },
    Phrase {
        en: "How does {provider} notify customers about {risk} in {system}?",
        zh: "{provider}如何就{system}中的{risk}通知客户？",
    },
    Phrase {
        en: "May {provider} share {data} of {component} with suppliers?",
        zh: "{provider}可以与供应商共享{component}的{data}吗？",
    },
    Phrase {
        en: "What must a customer configure in {system} for {control} {place}?",
        zh: "为{place}实现{control}，客户须在{system}中配置什么？",
    },
    Phrase {
        en: "How can I verify that {system} deletes {data} {moment}?",
        zh: "我如何核实{system}{moment}已删除{data}？",
    },
    Phrase {
        en: "Does the report of {provider} cover {system} and {component}?",
        zh: "{provider}的报告涵盖{system}和{component}吗？",
    },
    Phrase {
        en: "How does {team} approve changes to {system} {moment}?",
        zh: "{team}{moment}如何审批对{system}的变更？",
    },
    Phrase {
        en: "What is the recovery time of {component} after {risk}?",
        zh: "发生{risk}后{component}的恢复时间是多少？",
    },
    Phrase { en: "Why does {system} need {data} {place}?", zh: "{system}为什么{place}需要{data}？" },
    Phrase { en: "How does {provider} apply {control} to {data}?", zh: "{provider}如何对{data}实施{control}？" },
    Phrase {
        en: "Which measures limit {risk} in {system} {place}?", zh: "哪些措施可{place}限制{system}中的{risk}？"
    },
    Phrase {
        en: "Can an auditor inspect {control} of {component}?", zh: "审计师能检查{component}的{control}吗？"
    },
];

/// Patterns of sentences; the verbs fit singular subjects and any object.
pub(super) const SENTENCES: &[Phrase] = &[
    Phrase {
        en: "{System} protects {data} against {risk} by {control}.",
        zh: "{system}通过{control}保护{data}，防范{risk}。",
    },
    Phrase {
        en: "{Team} reviews {control} {moment} and records the result under {policy}.",
        zh: "{team}{moment}审查{control}，并按{policy}记录结果。",
    },
    Phrase {
        en: "Customers can configure {control} for {system} {place}.",
        zh: "客户可以{place}为{system}配置{control}。",
    },
    Phrase {
        en: "Where {data} must leave {system}, {team} approves the transfer and keeps the evidence for {n} months.",
        zh: "如{data}须离开{system}，由{team}批准传输，并将证据保留 {n} 个月。",
    },
    Phrase {
        en: "{Component} is the component that enforces {control} {place}.",
        zh: "{component}是{place}执行{control}的组件。",
    },
    Phrase {
        en: "Alerts about {risk} reach {team} within {n} minutes.",
        zh: "有关{risk}的告警在 {n} 分钟内送达{team}。",
    },
    Phrase {
        en: "{System} stores {data} {place} and never copies them to another tenant.",
        zh: "{system}{place}存储{data}，绝不复制到其他租户。",
    },
    Phrase {
        en: "The procedure {policy} describes how {team} responds to {risk}.",
        zh: "程序{policy}描述{team}如何应对{risk}。",
    },
    Phrase {
        en: "Tests of {control} take place {moment}, with a sample of {n} items.",
        zh: "{control}的测试{moment}进行，抽样 {n} 项。",
    },
    Phrase {
        en: "If {system} reports {risk}, {team} opens a ticket and informs the affected customers.",
        zh: "如{system}报告{risk}，{team}会开立工单并通知受影响的客户。",
    },
    Phrase {
        en: "The retention period for {data} is {n} days unless a contract says otherwise.",
        zh: "除非合同另有约定，{data}的保留期为 {n} 天。",
    },
    Phrase {
        en: "Access to {data} requires {control} and a reason that {team} can verify.",
        zh: "访问{data}须经{control}，并须说明{team}可核实的理由。",
    },
    Phrase {
        en: "{Component} sends its events to {system}, where they are kept for {n} weeks.",
        zh: "{component}把事件发送到{system}，保存 {n} 周。",
    },
    Phrase {
        en: "{Team} trains its members in {control} and repeats the training {moment}.",
        zh: "{team}就{control}培训成员，并{moment}重复培训。",
    },
    Phrase {
        en: "An exception to {policy} needs the consent of {team} and ends after {n} days.",
        zh: "{policy}的例外须经{team}同意，并在 {n} 天后失效。",
    },
    Phrase {
        en: "We treat {data} as confidential {place}, whatever their origin.",
        zh: "无论来源如何，我们{place}都把{data}视为机密。",
    },
    Phrase {
        en: "{System} rejects requests that lack {control}, and writes the refusal to the log.",
        zh: "{system}拒绝缺少{control}的请求，并将拒绝写入日志。",
    },
    Phrase {
        en: "Together with {team}, {provider} assesses {risk} {moment}.",
        zh: "{provider}与{team}{moment}共同评估{risk}。",
    },
    Phrase {
        en: "A restore of {data} from {system} is rehearsed {moment}.",
        zh: "从{system}恢复{data}的过程{moment}演练。",
    },
    Phrase {
        en: "The interface of {component} exposes {data} to authenticated callers, at most {n} times per second.",
        zh: "{component}的接口向已验证的调用方提供{data}，每秒至多 {n} 次。",
    },
    Phrase {
        en: "Responsibility is shared: {provider} operates {system}, the customer decides on {control}.",
        zh: "责任共担：{provider}运营{system}，客户决定{control}。",
    },
    Phrase {
        en: "Deletion of {data} is confirmed by {team} and can be traced under {policy}.",
        zh: "{data}的删除由{team}确认，可按{policy}追溯。",
    },
    Phrase {
        en: "{Control} applies {place}, including {system} and {component}.",
        zh: "{control}适用于{place}的{system}和{component}。",
    },
    Phrase {
        en: "Suppliers that handle {data} accept the same rules on {control} as {team}.",
        zh: "处理{data}的供应商须与{team}遵守同样的{control}规则。",
    },
    Phrase {
        en: "A dashboard shows {team} the state of {control} {place}.",
        zh: "仪表板向{team}展示{place}{control}的状态。",
    },
    Phrase {
        en: "{Provider} publishes a notice {n} days before a change to {system} that concerns {data}.",
        zh: "{provider}在涉及{data}的{system}变更前 {n} 天发布通知。",
    },
    Phrase {
        en: "{Risk} is listed in the register with an owner, a score of {n} and a date for the next review.",
        zh: "{risk}列入登记册，注明负责人、{n} 分的评分和下次审查日期。",
    },
    Phrase {
        en: "Whoever leaves {team} loses access to {system} on the same day.",
        zh: "离开{team}的人员当日失去对{system}的访问权限。",
    },
    Phrase {
        en: "{Component} runs {place}, apart from {system}.", zh: "{component}{place}运行，与{system}相互独立。"
    },
    Phrase {
        en: "The design of {system} assumes {risk} and limits its reach through {control}.",
        zh: "{system}的设计假定会发生{risk}，并通过{control}限制其影响。",
    },
    Phrase {
        en: "Questions on {data} go to {team}, which answers within {n} working days.",
        zh: "有关{data}的问题由{team}负责，在 {n} 个工作日内答复。",
    },
    Phrase {
        en: "Auditors may inspect {control} {place} if {team} accompanies them.",
        zh: "审计师可在{team}陪同下检查{place}的{control}。",
    },
    Phrase {
        en: "{System} separates {data} of different tenants through {control}.",
        zh: "{system}通过{control}隔离不同租户的{data}。",
    },
    Phrase {
        en: "No employee can read {data} {place} without {control}.",
        zh: "未经{control}，任何员工都不能{place}读取{data}。",
    },
    Phrase {
        en: "When {component} is unavailable, {system} takes over after {n} seconds.",
        zh: "{component}不可用时，{system}在 {n} 秒后接管。",
    },
    Phrase {
        en: "{Team} compares {data} with {system} {moment} and resolves differences.",
        zh: "{team}{moment}将{data}与{system}核对并处理差异。",
    },
    Phrase {
        en: "The key that encrypts {data} is held in {system} and replaced {moment}.",
        zh: "加密{data}的密钥保存在{system}中，并{moment}更换。",
    },
    Phrase {
        en: "Measures against {risk} include {control}, and a second check by {team}.",
        zh: "针对{risk}的措施包括{control}以及{team}的二次检查。",
    },
    Phrase {
        en: "Our contract obliges us to report {risk} that affects {data} within {n} hours.",
        zh: "合同要求我们在 {n} 小时内报告影响{data}的{risk}。",
    },
    Phrase {
        en: "{Policy} defines who may change {system} {place}.", zh: "{policy}规定谁可以{place}变更{system}。"
    },
];

/// What stands before a list.
pub(super) const LIST_LEADS: &[Phrase] = &[
    Phrase { en: "The following measures apply:", zh: "适用以下措施：" },
    Phrase { en: "In practice this means:", zh: "具体而言：" },
    Phrase { en: "These points are part of the review:", zh: "审查包括以下要点：" },
    Phrase { en: "Several layers work together:", zh: "多层措施协同：" },
    Phrase { en: "The measures in short:", zh: "措施概要：" },
    Phrase { en: "What we do:", zh: "我们的做法：" },
];

/// The columns of every table.
pub(super) const TABLE_HEAD: [Phrase; 3] =
    [Phrase { en: "System", zh: "系统" }, Phrase { en: "Measure", zh: "措施" }, Phrase { en: "State", zh: "状态" }];

/// The last cell of a table's row.
pub(super) const TABLE_STATES: &[Phrase] = &[
    Phrase { en: "in place", zh: "已实施" },
    Phrase { en: "planned", zh: "计划中" },
    Phrase { en: "by agreement", zh: "按协议" },
    Phrase { en: "by the customer", zh: "由客户负责" },
    Phrase { en: "not applicable", zh: "不适用" },
    Phrase { en: "under review", zh: "审查中" },
];

/// Singular, with an article.
pub(super) const SYSTEMS: &[Phrase] = &[
    Phrase { en: "the key management service", zh: "密钥管理服务" },
    Phrase { en: "the object store", zh: "对象存储" },
    Phrase { en: "the identity service", zh: "身份服务" },
    Phrase { en: "the audit log", zh: "审计日志" },
    Phrase { en: "the backup vault", zh: "备份库" },
    Phrase { en: "the billing pipeline", zh: "计费流水线" },
    Phrase { en: "the network gateway", zh: "网络网关" },
    Phrase { en: "the container registry", zh: "容器镜像仓库" },
    Phrase { en: "the ticket system", zh: "工单系统" },
    Phrase { en: "the monitoring platform", zh: "监控平台" },
    Phrase { en: "the data warehouse", zh: "数据仓库" },
    Phrase { en: "the message queue", zh: "消息队列" },
    Phrase { en: "the web application firewall", zh: "网站应用防火墙" },
    Phrase { en: "the deployment pipeline", zh: "部署流水线" },
    Phrase { en: "the virtual machine fleet", zh: "虚拟机集群" },
    Phrase { en: "the content delivery network", zh: "内容分发网络" },
    Phrase { en: "the database cluster", zh: "数据库集群" },
    Phrase { en: "the secrets manager", zh: "凭据管理器" },
    Phrase { en: "the customer console", zh: "客户控制台" },
    Phrase { en: "the support portal", zh: "支持门户" },
    Phrase { en: "the load balancer", zh: "负载均衡器" },
    Phrase { en: "the bastion host", zh: "堡垒机" },
    Phrase { en: "the vulnerability scanner", zh: "漏洞扫描器" },
    Phrase { en: "the asset inventory", zh: "资产清单" },
    Phrase { en: "the change calendar", zh: "变更日历" },
    Phrase { en: "the source repository", zh: "源代码仓库" },
    Phrase { en: "the build farm", zh: "构建集群" },
    Phrase { en: "the public key infrastructure", zh: "公钥基础设施" },
    Phrase { en: "the mail relay", zh: "邮件中继" },
    Phrase { en: "the archive tier", zh: "归档层" },
    Phrase { en: "the payment interface", zh: "支付接口" },
    Phrase { en: "the search index", zh: "搜索索引" },
    Phrase { en: "the privacy register", zh: "隐私登记册" },
    Phrase { en: "the access directory", zh: "访问目录" },
    Phrase { en: "the event stream", zh: "事件流" },
    Phrase { en: "the endpoint agent", zh: "终端代理" },
];

/// Plural or without number, without an article.
pub(super) const DATA: &[Phrase] = &[
    Phrase { en: "customer records", zh: "客户记录" },
    Phrase { en: "access keys", zh: "访问密钥" },
    Phrase { en: "payment details", zh: "支付信息" },
    Phrase { en: "configuration files", zh: "配置文件" },
    Phrase { en: "session tokens", zh: "会话令牌" },
    Phrase { en: "employee records", zh: "员工记录" },
    Phrase { en: "audit trails", zh: "审计轨迹" },
    Phrase { en: "health records", zh: "健康记录" },
    Phrase { en: "telemetry", zh: "遥测数据" },
    Phrase { en: "contact details", zh: "联系方式" },
    Phrase { en: "invoices", zh: "发票" },
    Phrase { en: "encryption keys", zh: "加密密钥" },
    Phrase { en: "personal data", zh: "个人数据" },
    Phrase { en: "support attachments", zh: "支持附件" },
    Phrase { en: "source code", zh: "源代码" },
    Phrase { en: "backup copies", zh: "备份副本" },
    Phrase { en: "database snapshots", zh: "数据库快照" },
    Phrase { en: "network flows", zh: "网络流量" },
    Phrase { en: "log entries", zh: "日志条目" },
    Phrase { en: "tenant metadata", zh: "租户元数据" },
    Phrase { en: "identity documents", zh: "身份证件" },
    Phrase { en: "usage statistics", zh: "使用统计" },
    Phrase { en: "contract texts", zh: "合同文本" },
    Phrase { en: "test results", zh: "测试结果" },
    Phrase { en: "design documents", zh: "设计文档" },
    Phrase { en: "passwords", zh: "密码" },
    Phrase { en: "vendor files", zh: "供应商档案" },
    Phrase { en: "training records", zh: "培训记录" },
    Phrase { en: "survey answers", zh: "调查答复" },
    Phrase { en: "location traces", zh: "位置轨迹" },
    Phrase { en: "chat transcripts", zh: "聊天记录" },
    Phrase { en: "financial statements", zh: "财务报表" },
];

/// Singular, with an article.
pub(super) const TEAMS: &[Phrase] = &[
    Phrase { en: "the security operations team", zh: "安全运营团队" },
    Phrase { en: "the privacy office", zh: "隐私办公室" },
    Phrase { en: "the internal audit function", zh: "内部审计部门" },
    Phrase { en: "the platform group", zh: "平台组" },
    Phrase { en: "the incident manager", zh: "事件经理" },
    Phrase { en: "the risk committee", zh: "风险委员会" },
    Phrase { en: "the change board", zh: "变更委员会" },
    Phrase { en: "the site reliability team", zh: "站点可靠性团队" },
    Phrase { en: "the data protection officer", zh: "数据保护官" },
    Phrase { en: "the vendor manager", zh: "供应商经理" },
    Phrase { en: "the legal department", zh: "法务部门" },
    Phrase { en: "the people team", zh: "人事团队" },
    Phrase { en: "the facilities lead", zh: "设施主管" },
    Phrase { en: "the product owner", zh: "产品负责人" },
    Phrase { en: "the on-call engineer", zh: "值班工程师" },
    Phrase { en: "the compliance desk", zh: "合规小组" },
    Phrase { en: "the network group", zh: "网络组" },
    Phrase { en: "the identity team", zh: "身份团队" },
    Phrase { en: "the architecture council", zh: "架构委员会" },
    Phrase { en: "the customer success manager", zh: "客户成功经理" },
    Phrase { en: "the chief information security officer", zh: "首席信息安全官" },
    Phrase { en: "the release manager", zh: "发布经理" },
];

/// Without an article.
pub(super) const CONTROLS: &[Phrase] = &[
    Phrase { en: "multi-factor authentication", zh: "多因素验证" },
    Phrase { en: "least privilege", zh: "最小权限" },
    Phrase { en: "role-based access control", zh: "基于角色的访问控制" },
    Phrase { en: "encryption at rest", zh: "静态加密" },
    Phrase { en: "encryption in transit", zh: "传输加密" },
    Phrase { en: "key rotation", zh: "密钥轮换" },
    Phrase { en: "network segmentation", zh: "网络分段" },
    Phrase { en: "penetration testing", zh: "渗透测试" },
    Phrase { en: "change approval", zh: "变更审批" },
    Phrase { en: "code review", zh: "代码评审" },
    Phrase { en: "dual authorization", zh: "双人授权" },
    Phrase { en: "background screening", zh: "背景调查" },
    Phrase { en: "log retention", zh: "日志留存" },
    Phrase { en: "vulnerability management", zh: "漏洞管理" },
    Phrase { en: "patch deployment", zh: "补丁部署" },
    Phrase { en: "backup restoration", zh: "备份恢复" },
    Phrase { en: "capacity planning", zh: "容量规划" },
    Phrase { en: "incident triage", zh: "事件分级" },
    Phrase { en: "tenant isolation", zh: "租户隔离" },
    Phrase { en: "secure deletion", zh: "安全删除" },
    Phrase { en: "data minimization", zh: "数据最小化" },
    Phrase { en: "physical access control", zh: "物理访问控制" },
    Phrase { en: "visitor escort", zh: "访客陪同" },
    Phrase { en: "intrusion detection", zh: "入侵检测" },
    Phrase { en: "file integrity monitoring", zh: "文件完整性监控" },
    Phrase { en: "malware scanning", zh: "恶意软件扫描" },
    Phrase { en: "supplier review", zh: "供应商审查" },
    Phrase { en: "awareness training", zh: "意识培训" },
    Phrase { en: "separation of duties", zh: "职责分离" },
    Phrase { en: "disaster recovery", zh: "灾难恢复" },
    Phrase { en: "failover testing", zh: "故障切换测试" },
    Phrase { en: "threat modeling", zh: "威胁建模" },
    Phrase { en: "single sign-on", zh: "单点登录" },
    Phrase { en: "session expiry", zh: "会话过期" },
    Phrase { en: "device hardening", zh: "设备加固" },
    Phrase { en: "rate limiting", zh: "速率限制" },
    Phrase { en: "records of processing", zh: "处理活动记录" },
    Phrase { en: "consent handling", zh: "同意管理" },
    Phrase { en: "access reconfirmation", zh: "访问复核" },
    Phrase { en: "risk assessment", zh: "风险评估" },
];

/// Without an article.
pub(super) const RISKS: &[Phrase] = &[
    Phrase { en: "unauthorized access", zh: "未经授权的访问" },
    Phrase { en: "data loss", zh: "数据丢失" },
    Phrase { en: "service interruption", zh: "服务中断" },
    Phrase { en: "credential theft", zh: "凭据窃取" },
    Phrase { en: "insider misuse", zh: "内部滥用" },
    Phrase { en: "configuration drift", zh: "配置漂移" },
    Phrase { en: "supply chain compromise", zh: "供应链入侵" },
    Phrase { en: "denial of service", zh: "拒绝服务" },
    Phrase { en: "accidental disclosure", zh: "意外泄露" },
    Phrase { en: "privilege escalation", zh: "权限提升" },
    Phrase { en: "ransomware", zh: "勒索软件" },
    Phrase { en: "phishing", zh: "网络钓鱼" },
    Phrase { en: "hardware failure", zh: "硬件故障" },
    Phrase { en: "power outage", zh: "停电" },
    Phrase { en: "replay attacks", zh: "重放攻击" },
    Phrase { en: "cross-tenant leakage", zh: "跨租户泄漏" },
    Phrase { en: "stale accounts", zh: "陈旧账户" },
    Phrase { en: "unpatched software", zh: "未打补丁的软件" },
    Phrase { en: "traffic interception", zh: "流量截获" },
    Phrase { en: "clock skew", zh: "时钟偏差" },
    Phrase { en: "capacity shortage", zh: "容量不足" },
    Phrase { en: "fraudulent transactions", zh: "欺诈交易" },
    Phrase { en: "regulatory breach", zh: "监管违规" },
    Phrase { en: "human error", zh: "人为失误" },
];

/// When something happens.
pub(super) const MOMENTS: &[Phrase] = &[
    Phrase { en: "after every release", zh: "每次发布之后" },
    Phrase { en: "before each deployment", zh: "每次部署之前" },
    Phrase { en: "during business hours", zh: "工作时间内" },
    Phrase { en: "every quarter", zh: "每季度" },
    Phrase { en: "each month", zh: "每月" },
    Phrase { en: "once a week", zh: "每周一次" },
    Phrase { en: "at the end of a contract", zh: "合同结束时" },
    Phrase { en: "on the day of departure", zh: "离职当日" },
    Phrase { en: "during an incident", zh: "事件期间" },
    Phrase { en: "after a failed sign-in", zh: "登录失败之后" },
    Phrase { en: "before a major change", zh: "重大变更之前" },
    Phrase { en: "when a tenant is closed", zh: "租户关闭时" },
    Phrase { en: "during onboarding", zh: "入职期间" },
    Phrase { en: "following a supplier review", zh: "供应商审查之后" },
    Phrase { en: "at every shift handover", zh: "每次交接班时" },
    Phrase { en: "within the agreed window", zh: "约定窗口内" },
    Phrase { en: "upon written request", zh: "收到书面请求后" },
    Phrase { en: "when a threshold is crossed", zh: "超过阈值时" },
    Phrase { en: "in the yearly exercise", zh: "年度演练中" },
    Phrase { en: "outside the maintenance window", zh: "维护窗口之外" },
];

/// Where something happens.
pub(super) const PLACES: &[Phrase] = &[
    Phrase { en: "in the production environment", zh: "在生产环境中" },
    Phrase { en: "in every region", zh: "在各个地域" },
    Phrase { en: "in the staging environment", zh: "在预发布环境中" },
    Phrase { en: "at the edge", zh: "在边缘节点" },
    Phrase { en: "across all availability zones", zh: "在全部可用区" },
    Phrase { en: "in the recovery site", zh: "在灾备站点" },
    Phrase { en: "inside the trust boundary", zh: "在信任边界内" },
    Phrase { en: "on managed devices", zh: "在受管设备上" },
    Phrase { en: "in the isolated network", zh: "在隔离网络中" },
    Phrase { en: "in the data center", zh: "在数据中心" },
    Phrase { en: "in the office network", zh: "在办公网络中" },
    Phrase { en: "on the public interface", zh: "在公共接口上" },
    Phrase { en: "within the tenant", zh: "在租户内" },
    Phrase { en: "in the control plane", zh: "在控制面" },
    Phrase { en: "in the data plane", zh: "在数据面" },
    Phrase { en: "at the remote location", zh: "在异地" },
];

/// First halves of component names: with the second halves they make the long tail of rare words.
pub(super) const HEADS: &[&str] = &[
    "Alder", "Amber", "Argon", "Birch", "Bravo", "Cobalt", "Coral", "Crest", "Cygnus", "Dune", "Elm", "Fable", "Fern",
    "Flint", "Garnet", "Glacier", "Hazel", "Heron", "Iris", "Jade", "Juniper", "Kestrel", "Larch", "Lark", "Linden",
    "Lotus", "Lunar", "Maple", "Marlin", "Mesa", "Nimbus", "Nova", "Oak", "Onyx", "Opal", "Orchid", "Osprey", "Otter",
    "Pebble", "Pine", "Plover", "Quartz", "Raven", "Ridge", "Rowan", "Sable", "Sage", "Slate", "Solar", "Sparrow",
    "Spruce", "Sterling", "Teal", "Thistle", "Topaz", "Umber", "Vale", "Vega", "Willow", "Wren", "Yarrow", "Zephyr",
    "Zinc", "Zircon",
];

/// Second halves of component names.
pub(super) const TAILS: &[&str] = &[
    "base", "bridge", "cast", "core", "deck", "dock", "field", "flow", "forge", "gate", "grid", "guard", "hub", "keep",
    "lane", "lens", "line", "link", "loop", "mark", "mesh", "mill", "mint", "node", "path", "pier", "point", "port",
    "post", "press", "pulse", "rack", "rail", "ring", "root", "sync", "scope", "seal", "shard", "shield", "sink",
    "span", "spool", "stack", "stage", "store", "tide", "tower", "trace", "vault", "view", "ward", "watch", "way",
    "weave", "well", "wire", "works", "yard",
];
